//! What is found and what is not, language by language.

use super::rules;

/// Each line that ends in `!rule` has such a finding, and no other line has any.
fn holds(name: &str, code: &str) {
    let expected: Vec<(u64, String)> = (1u64..)
        .zip(code.lines())
        .filter_map(|(line, text)| Some((line, text.rsplit_once("!!")?.1.trim().to_owned())))
        .collect();
    assert_eq!(rules(name, code), expected, "{name}");
}

#[test]
fn python() {
    holds(
        "a.py",
        r#"import os, subprocess, pickle, yaml, hashlib, random, requests
from flask import request, redirect
from subprocess import run as start
NAME = "people"
def f(cursor, part):
    cursor.execute("SELECT * FROM t WHERE a = %s", (part,))
    cursor.execute("SELECT * FROM " + NAME)
    cursor.execute("SELECT * FROM t WHERE a = '%s'" % part)  # !!sql-injection
    query = "DELETE FROM t WHERE a = " + str(int(part))
    cursor.execute(query)
    query = "DELETE FROM t WHERE a = {}".format(part)
    cursor.execute(query)  # !!sql-injection
    executor.execute("hello " + part)
def g(folder):
    start("ls", shell=True)
    start(["ls", folder])
    start("ls " + folder, shell=True)  # !!command-injection
    os.system("ls")
    os.system(request.args["x"])  # !!command-injection
    redirect("/home")
    redirect(request.args.get("next"))  # !!open-redirect
    yaml.safe_load(folder)
    yaml.load(folder, Loader=yaml.SafeLoader)
    yaml.load(folder)  # !!unsafe-yaml
    hashlib.md5(folder, usedforsecurity=False)
    hashlib.md5(folder)  # !!weak-hash
    requests.get("https://a.test", verify=True)
    requests.get("https://a.test", verify=False)  # !!tls-verification-off
    colour = random.choice("abc")
    token = random.choice("abc")  # !!insecure-random
    open(request.args["name"])  # !!path-traversal
    open(os.path.basename(request.args["name"]))
    requests.get(request.form["url"])  # !!ssrf
    password = "Enter your password"
    password = "hunter22"  # !!hardcoded-password
"#,
    );
}

#[test]
fn javascript_and_typescript() {
    let code = r#"const { exec } = require("child_process"); const crypto = require("crypto"); const fs = require("fs"); const axios = require("axios");
function f(req, res, db, element) {
  exec("ls");
  exec("ls " + req.query.folder); // !!command-injection
  element.textContent = req.query.name;
  element.innerHTML = "<b>hello</b>";
  element.innerHTML = req.query.name; // !!xss
  db.query("SELECT * FROM t WHERE a = ?", [req.query.a]);
  db.query(`SELECT * FROM t WHERE a = '${req.query.a}'`); // !!sql-injection
  const id = parseInt(req.query.id, 10);
  db.query("SELECT * FROM t WHERE id = " + id);
  fs.readFile(req.params.file, done); // !!path-traversal
  axios.get(req.query.url); // !!ssrf
  res.redirect("/home");
  res.redirect(req.query.next); // !!open-redirect
  eval("1 + 1");
  eval(req.body.code); // !!code-injection
  crypto.createHash("sha256");
  crypto.createHash("md5"); // !!weak-hash
  const jitter = Math.random();
  const token = Math.random().toString(36); // !!insecure-random
  const options = { rejectUnauthorized: false }; // !!tls-verification-off
  setTimeout(() => done(), 10);
}
"#;
    holds("a.js", code);
    holds("a.ts", code);
}

#[test]
fn go() {
    holds(
        "a.go",
        r#"package main
import ("crypto/md5"; "crypto/sha256"; "crypto/tls"; "database/sql"; "fmt"; "math/rand"; "net/http"; "os"; "os/exec")
func f(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	name := r.URL.Query().Get("name")
	db.Query("SELECT * FROM t WHERE a = $1", name)
	db.Query("SELECT * FROM t WHERE a = '" + name + "'") // !!sql-injection
	query := fmt.Sprintf("SELECT * FROM t WHERE a = '%s'", name)
	db.Exec(query) // !!sql-injection
	exec.Command("ls", "-l")
	exec.Command("sh", "-c", name) // !!command-injection
	os.Open(name) // !!path-traversal
	http.Redirect(w, r, "/home", 302)
	http.Redirect(w, r, name, 302) // !!open-redirect
	fmt.Fprintf(w, "hello %s", name) // !!xss
	sha256.New()
	md5.New() // !!weak-hash
	config := &tls.Config{InsecureSkipVerify: true} // !!tls-verification-off
	http.Get(name) // !!ssrf
	shuffle := rand.Intn(6)
	token := rand.Intn(6) // !!insecure-random
}
"#,
    );
}

#[test]
fn java() {
    holds(
        "A.java",
        r#"import java.sql.*;
class A {
  void f(HttpServletRequest request, HttpServletResponse response, Connection c) throws Exception {
    String name = request.getParameter("name");
    PreparedStatement p = c.prepareStatement("SELECT * FROM t WHERE a = ?");
    p.setString(1, name);
    Statement s = c.createStatement();
    s.executeQuery("SELECT * FROM t");
    s.executeQuery("SELECT * FROM t WHERE a = '" + name + "'"); // !!sql-injection
    Runtime.getRuntime().exec("ls");
    Runtime.getRuntime().exec("ls " + name); // !!command-injection
    response.getWriter().println("hello");
    response.getWriter().println("hello " + name); // !!xss
    new java.io.File("/srv/a");
    new java.io.File("/srv/" + name); // !!path-traversal
    response.sendRedirect(name); // !!open-redirect
    MessageDigest.getInstance("SHA-256");
    MessageDigest.getInstance("MD5"); // !!weak-hash
    Cipher.getInstance("AES/GCM/NoPadding");
    Cipher.getInstance("AES/ECB/PKCS5Padding"); // !!ecb-mode
    Cipher.getInstance("DES/CBC/PKCS5Padding"); // !!weak-cipher
    new ObjectInputStream(request.getInputStream()).readObject(); // !!unsafe-deserialization
  }
}
"#,
    );
}

#[test]
fn rust() {
    holds(
        "a.rs",
        r#"use std::process::Command;
use md5::Md5;
fn f(name: &str) {
    Command::new("ls").arg(name);
    Command::new("sh").arg("-c").arg("ls");
    Command::new("sh").arg("-c").arg(format!("ls {name}")); // !!command-injection
    sqlx::query("SELECT * FROM t WHERE a = ?").bind(name);
    sqlx::query(&format!("SELECT * FROM t WHERE a = '{}'", name)); // !!sql-injection
    let path = std::env::args().nth(1).unwrap();
    std::fs::read_to_string("a.txt");
    std::fs::read_to_string(&path); // !!path-traversal
    Md5::new(); // !!weak-hash
    reqwest::Client::builder().danger_accept_invalid_certs(true); // !!tls-verification-off
}
"#,
    );
}

#[test]
fn php() {
    holds(
        "a.php",
        r#"<?php
$id = (int) $_GET['id'];
$name = $_GET['name'];
mysqli_query($db, "SELECT * FROM t WHERE id = $id");
mysqli_query($db, "SELECT * FROM t WHERE a = '$name'"); // !!sql-injection
$statement = $db->prepare("SELECT * FROM t WHERE a = ?");
$safe = mysqli_real_escape_string($db, $name);
$db->query("SELECT * FROM t WHERE a = '" . $safe . "'");
echo "hello";
echo htmlspecialchars($name);
echo "hello " . $name; // !!xss
system("ls " . escapeshellarg($name));
system("ls " . $name); // !!command-injection
include "header.php";
include $_GET['page']; // !!file-inclusion
unserialize($_COOKIE['cart']); // !!unsafe-deserialization
header("Location: /home");
header("Location: " . $_GET['next']); // !!open-redirect
file_get_contents($_GET['file']); // !!path-traversal
curl_setopt($c, CURLOPT_SSL_VERIFYPEER, false); // !!tls-verification-off
"#,
    );
}
