//! Each kind of file, as its tool writes it.

use super::*;

fn read(manifest: Manifest, text: &str) -> Vec<(String, String, bool)> {
    let found = packages(manifest, text).expect("readable");
    for package in &found {
        if let Some(at) = &package.raised_at {
            assert_eq!(text.get(at.clone()), Some(package.version.as_str()), "{}", package.name);
        }
        assert!(package.place.end <= text.len());
    }
    found.into_iter().map(|package| (package.name, package.version, package.is_exact)).collect()
}

fn one(name: &str, version: &str, is_exact: bool) -> (String, String, bool) {
    (name.to_owned(), version.to_owned(), is_exact)
}

#[test]
fn requirements_with_extras_markers_and_remarks() {
    let text = "# a\nDjango==3.2.1\nrequests[socks] == 2.19.0 ; python_version < '3' # x\nflask>=1.0,<2\nurllib3~=1.24\n-r b.txt\n./local\nidna\n";
    let found = read(Manifest::Requirements, text);
    let expected = [
        one("Django", "3.2.1", true),
        one("requests", "2.19.0", true),
        one("flask", "1.0", false),
        one("urllib3", "1.24", false),
    ];
    assert_eq!(found, expected);
}

#[test]
fn locks_of_python() {
    let pipfile = r#"{"default": {"django": {"version": "==3.2.1"}}, "develop": {"pytest": {"version": "==5.0"}}}"#;
    assert_eq!(read(Manifest::PipfileLock, pipfile), [one("django", "3.2.1", true), one("pytest", "5.0", true)]);
    let poetry =
        "[[package]]\nname = \"jinja2\"\nversion = \"2.10\"\n\n[[package]]\nname = \"flask\"\nversion = \"1.0\"\n";
    assert_eq!(read(Manifest::PoetryLock, poetry), [one("jinja2", "2.10", true), one("flask", "1.0", true)]);
    let project = "[project]\ndependencies = [\"requests==2.19.0\", \"rich\"]\n[tool.poetry.dependencies]\npython = \"^3.8\"\ndjango = \"^3.2.1\"\npillow = { version = \"8.0.0\" }\n";
    let expected = [one("requests", "2.19.0", true), one("django", "3.2.1", false), one("pillow", "8.0.0", true)];
    assert_eq!(read(Manifest::Pyproject, project), expected);
}

#[test]
fn files_of_javascript() {
    let manifest =
        "{\n  \"dependencies\": {\"lodash\": \"^4.17.15\", \"a\": \"*\", \"b\": \"github:x/y\", \"c\": \"1.0.0\"}\n}";
    assert_eq!(read(Manifest::PackageJson, manifest), [one("lodash", "4.17.15", false), one("c", "1.0.0", true)]);
    let first = r#"{"lockfileVersion": 1, "dependencies": {"a": {"version": "1.0.0", "dependencies": {"b": {"version": "2.0.0"}}}}}"#;
    assert_eq!(read(Manifest::PackageLock, first), [one("a", "1.0.0", true), one("b", "2.0.0", true)]);
    let third = r#"{"lockfileVersion": 3, "packages": {"": {"name": "x"}, "node_modules/a/node_modules/@s/b": {"version": "2.0.0"}}}"#;
    assert_eq!(read(Manifest::PackageLock, third), [one("@s/b", "2.0.0", true)]);
    let yarn = "# yarn lockfile v1\n\n\"@s/b@^1.0\", \"@s/b@^1.1\":\n  version \"1.1.2\"\n  dependencies:\n    version \"9\"\n\nlodash@^4:\n  version: 4.17.15\n";
    assert_eq!(read(Manifest::YarnLock, yarn), [one("@s/b", "1.1.2", true), one("lodash", "4.17.15", true)]);
    let pnpm = "lockfileVersion: '6.0'\npackages:\n\n  /lodash@4.17.15:\n    resolution: {}\n  /@s/b@1.0.0(c@2.0.0):\n    x: y\n  /old/1.2.3:\n    x: y\n  'new@2.0.0':\n";
    let expected = [
        one("lodash", "4.17.15", true),
        one("@s/b", "1.0.0", true),
        one("old", "1.2.3", true),
        one("new", "2.0.0", true),
    ];
    assert_eq!(read(Manifest::PnpmLock, pnpm), expected);
}

#[test]
fn files_of_go_rust_java_and_php() {
    let go = "module x\nrequire golang.org/x/net v0.1.0\nrequire (\n\tgolang.org/x/crypto v0.0.1 // indirect\n)\nreplace a => b v1.0.0\n";
    assert_eq!(
        read(Manifest::GoMod, go),
        [one("golang.org/x/net", "v0.1.0", true), one("golang.org/x/crypto", "v0.0.1", true)]
    );
    let cargo = "[[package]]\nname = \"own\"\nversion = \"0.1.0\"\n\n[[package]]\nname = \"time\"\nversion = \"0.1.40\"\nsource = \"registry+https://example.org/index\"\n";
    assert_eq!(read(Manifest::CargoLock, cargo), [one("time", "0.1.40", true)]);
    let pom = "<project><properties><log.version> 2.14.1 </log.version></properties><dependencies><dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-core</artifactId><version>${log.version}</version></dependency></dependencies></project>";
    assert_eq!(read(Manifest::Pom, pom), [one("org.apache.logging.log4j:log4j-core", "2.14.1", true)]);
    let gradle = "# x\na.b:c:1.2=compileClasspath\nempty=\n";
    assert_eq!(read(Manifest::GradleLock, gradle), [one("a.b:c", "1.2", true)]);
    let composer = r#"{"packages": [{"name": "a/b", "version": "v1.2.3"}], "packages-dev": []}"#;
    assert_eq!(read(Manifest::ComposerLock, composer), [one("a/b", "v1.2.3", true)]);
}

#[test]
fn broken_files_say_so() {
    for manifest in
        [Manifest::PackageJson, Manifest::PipfileLock, Manifest::CargoLock, Manifest::Pom, Manifest::ComposerLock]
    {
        assert!(packages(manifest, "{ not = [closed").is_err(), "{manifest:?}");
    }
    let bomb = "<!DOCTYPE a [<!ENTITY b \"cccccccc\">]><a>&b;</a>";
    assert!(packages(Manifest::Pom, bomb).is_err());
}
