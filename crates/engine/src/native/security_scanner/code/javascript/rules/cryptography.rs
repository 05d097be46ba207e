//! Hashes, ciphers, keys, chance, certificates.

use super::super::super::sink::Mend;
use super::super::super::sink::Test::{Always, Below, Constant, ForSecret, Holds, Is, Not, One, Says};
use super::super::super::sink::Which::At;
use super::super::super::sink::{Sink, sink};

const WEAK: &[&str] = &["md5", "md4", "sha1", "sha-1", "rsa-md5", "rsa-sha1", "ripemd160", "md2"];

/// Hashes, ciphers, keys, chance, certificates.
pub(super) static CRYPTOGRAPHY: &[Sink] = &[
    Sink {
        callees: &["crypto.createHash", "crypto.createHmac", "crypto.createSign", "crypto.createVerify"],
        test: Is(At(0), WEAK),
        rule: "weak-hash",
        mend: Mend::Value(At(0), "'sha256'"),
    },
    sink(
        &[
            "=md5",
            "=sha1",
            "crypto-js.MD5",
            "CryptoJS.MD5",
            "CryptoJS.SHA1",
            "crypto-js.SHA1",
            "CryptoJS.HmacMD5",
            "CryptoJS.HmacSHA1",
            "forge.md.md5.create",
            "forge.md.sha1.create",
            "crypto-js/md5",
            "blueimp-md5",
        ],
        Always,
        "weak-hash",
    ),
    sink(
        &["crypto.createCipheriv", "crypto.createDecipheriv", "crypto.createCipher", "crypto.createDecipher"],
        Holds(At(0), &["des", "rc4", "rc2", "bf-", "blowfish", "idea", "cast", "seed"]),
        "weak-cipher",
    ),
    sink(
        &["crypto.createCipher", "crypto.createDecipher"],
        Not(&Holds(At(0), &["des", "rc4", "rc2", "bf-", "ecb"])),
        "weak-cipher",
    ),
    sink(
        &[
            "CryptoJS.DES.encrypt",
            "CryptoJS.TripleDES.encrypt",
            "CryptoJS.RC4.encrypt",
            "crypto-js.DES.encrypt",
            "CryptoJS.RC4Drop.encrypt",
            "CryptoJS.Rabbit.encrypt",
        ],
        Always,
        "weak-cipher",
    ),
    sink(
        &["crypto.createCipheriv", "crypto.createDecipheriv", "crypto.createCipher", "crypto.createDecipher"],
        Holds(At(0), &["ecb"]),
        "ecb-mode",
    ),
    sink(&["CryptoJS.AES.encrypt", "crypto-js.AES.encrypt"], Says(&["mode.ECB"]), "ecb-mode"),
    sink(&["crypto.createCipheriv"], Constant(At(2)), "fixed-iv"),
    sink(
        &["crypto.generateKeyPair", "crypto.generateKeyPairSync", "crypto.createDiffieHellman"],
        Below(At(0), 2048),
        "weak-key",
    ),
    sink(&["Math.random"], ForSecret, "insecure-random"),
    sink(&["crypto.pseudoRandomBytes"], Always, "insecure-random"),
    sink(
        &["jsonwebtoken.verify", "jwt.verify"],
        One(&[Says(&["'none'", "\"none\""]), Is(At(1), &["null", "undefined", "false", ""])]),
        "jwt-unverified",
    ),
    sink(&["jwt-simple.decode", "jwt.decode"], Is(At(2), &["true"]), "jwt-unverified"),
    sink(&["jsonwebtoken.sign", "jwt.sign"], Says(&["algorithm: 'none'", "algorithm: \"none\""]), "jwt-unverified"),
];
