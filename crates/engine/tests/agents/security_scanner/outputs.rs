//! The files of the result: a log that other programs read, a patch that can be applied, nothing that shows a secret.

use std::process::Command;

use serde_json::Value;

use super::archive::archive;
use super::{AGENT, findings, run};
use crate::cases::{Agent, list};

/// What the schema of SARIF 2.1.0 asks for, of what is used here.
fn is_sarif(log: &Value) {
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().is_some_and(|schema| schema.ends_with("sarif-schema-2.1.0.json")));
    for run in list(&log["runs"]) {
        let driver = &run["tool"]["driver"];
        assert!(driver["name"].is_string());
        let rules = list(&driver["rules"]);
        for rule in rules {
            assert!(rule["id"].is_string() && rule["shortDescription"]["text"].is_string());
            assert!(
                ["none", "note", "warning", "error"]
                    .contains(&rule["defaultConfiguration"]["level"].as_str().expect("a level"))
            );
        }
        assert!(list(&run["invocations"]).iter().all(|one| one["executionSuccessful"].is_boolean()));
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        for result in list(&run["results"]) {
            let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
            assert_eq!(rules[index]["id"], result["ruleId"]);
            assert!(result["message"]["text"].is_string());
            assert!(result["rank"].as_f64().is_some_and(|rank| (0.0..=100.0).contains(&rank)));
            for location in list(&result["locations"]) {
                let physical = &location["physicalLocation"];
                let uri = physical["artifactLocation"]["uri"].as_str().expect("an address");
                assert!(!uri.contains([' ', '\\', '<']) && !uri.starts_with('/'), "{uri}");
                is_region(&physical["region"]);
            }
            for fix in result.get("fixes").and_then(Value::as_array).into_iter().flatten() {
                for change in list(&fix["artifactChanges"]) {
                    for replacement in list(&change["replacements"]) {
                        is_region(&replacement["deletedRegion"]);
                        assert!(replacement["insertedContent"]["text"].is_string());
                    }
                }
            }
        }
    }
}

fn is_region(region: &Value) {
    let read = |name: &str| region[name].as_u64().expect("a number");
    let (start, end) = ((read("startLine"), read("startColumn")), (read("endLine"), read("endColumn")));
    assert!(start.0 >= 1 && start.1 >= 1 && start <= end, "{region}");
}

#[test]
fn the_log_is_sarif() {
    for (_, ran) in Agent::load(AGENT).samples() {
        is_sarif(&serde_json::from_str(ran.text("findings.sarif")).expect("JSON"));
    }
    let names = archive(&[("a b/ü<x>.py", b"eval(x)\n"), ("../x.py", b"")]);
    let log: Value = serde_json::from_str(run("a.zip", &names).text("findings.sarif")).expect("JSON");
    is_sarif(&log);
    assert!(log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].is_string());
}

#[test]
fn the_patch_can_be_applied_and_leaves_nothing_to_mend() {
    let files: [(&str, &[u8]); 4] = [
        (
            "app/load all.py",
            b"import yaml, hashlib\ndef f(x):\n    return yaml.load(x)\r\nh = hashlib.md5(b'').hexdigest()",
        ),
        ("requirements.txt", b"# first\nPyYAML==5.3\nrequests\n"),
        (
            "web/package.json",
            b"{\n  \"dependencies\": {\n    \"jquery\": \"1.12.4\",\n    \"lodash\": \"^4.17.15\"\n  }\n}\n",
        ),
        ("client.go", b"package a\n\nimport \"crypto/tls\"\n\nvar c = tls.Config{InsecureSkipVerify: true}\n"),
    ];
    let ran = run("a.zip", &archive(&files));
    let patch = ran.text("fixes.diff");
    assert!(ran.output()["fixes"].as_u64() >= Some(5), "{patch}");
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        std::fs::write(path, bytes).expect("written");
    }
    std::fs::write(folder.path().join("fixes.diff"), patch).expect("written");
    let git = Command::new("git").args(["apply", "--check", "fixes.diff"]).current_dir(folder.path()).output();
    if let Ok(git) = git {
        assert!(git.status.success(), "{}\n{patch}", String::from_utf8_lossy(&git.stderr));
        let applied = Command::new("git").args(["apply", "fixes.diff"]).current_dir(folder.path()).status();
        assert!(applied.expect("git").success());
        let mended: Vec<(&str, Vec<u8>)> =
            files.iter().map(|(name, _)| (*name, std::fs::read(folder.path().join(name)).expect("a file"))).collect();
        let mended: Vec<(&str, &[u8])> = mended.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
        let again = run("a.zip", &archive(&mended));
        assert_eq!(again.output()["fixes"], 0, "{:#?}", findings(&again));
    }
}

#[test]
fn no_output_shows_a_secret() {
    let token = "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";
    let code = format!(
        "import requests, yaml\nTOKEN = '{token}'\npassword = 'correct-horse-9'\nrequests.get('https://a:kq83Hs2mLx@b.test', verify=False)\nyaml.load(open('x'), Loader=yaml.Loader); secret_key = 'Zq81-qqP-27xk'\neval('{token}' + x)\n"
    );
    let ran = run("a.zip", &archive(&[("a.py", code.as_bytes()), ("b.env", b"API_KEY=q8ZrT0xWb4nYc2Lk\n")]));
    let everything: Vec<String> = ran
        .artifacts
        .values()
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        .chain([ran.message.clone(), ran.output().to_string()])
        .chain(ran.journal.iter().map(|entry| entry.output.clone()))
        .collect();
    for secret in [token, "correct-horse-9", "kq83Hs2mLx", "Zq81-qqP-27xk", "q8ZrT0xWb4nYc2Lk"] {
        assert!(everything.iter().all(|text| !text.contains(secret)), "{secret} is shown");
    }
    assert!(findings(&ran).len() >= 6);
}

#[test]
fn a_finding_keeps_its_id_when_its_line_moves() {
    let ids = |code: &str| {
        let ran = run("a.py", code.as_bytes());
        findings(&ran).iter().map(|finding| finding["id"].clone()).collect::<Vec<Value>>()
    };
    assert_eq!(ids("eval(x)\n"), ids("# a remark\n\neval(x)\n"));
}
