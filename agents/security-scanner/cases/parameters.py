import hashlib
import shlex
import subprocess

import yaml


def find(cursor, name):
    cursor.execute("SELECT * FROM people WHERE name = %s", (name,))
    cursor.execute("SELECT count(*) FROM " + "people")
    return cursor.fetchall()


def pack(folder):
    subprocess.run(["tar", "czf", "out.tgz", folder], check=True)
    subprocess.run("ls -l /srv", shell=True, check=True)
    subprocess.run("ls -l " + shlex.quote(folder), shell=True, check=True)


def settings(text):
    return yaml.safe_load(text)


def digest(content):
    return hashlib.sha256(content).hexdigest()
