//! Hashes, ciphers, keys, chance, certificates.

use super::super::super::sink::Mend;
use super::super::super::sink::Test::{All, Always, Constant, ForSecret, Holds, Is, One, Says};
use super::super::super::sink::Which::At;
use super::super::super::sink::{Sink, sink};

/// Hashes, ciphers, keys, chance, certificates.
pub(super) static CRYPTOGRAPHY: &[Sink] = &[
    sink(
        &["=md5", "=sha1", "=md5_file", "=sha1_file", "=crc32"],
        One(&[ForSecret, Says(&["pass", "Pass", "PASS", "pwd", "secret", "token"])]),
        "weak-hash",
    ),
    Sink {
        callees: &["=hash", "=hash_hmac", "=hash_file", "=openssl_digest"],
        test: Is(At(0), &["md5", "sha1", "md4", "md2", "crc32"]),
        rule: "weak-hash",
        mend: Mend::Value(At(0), "'sha256'"),
    },
    sink(
        &["=openssl_encrypt", "=openssl_decrypt"],
        Holds(At(1), &["des", "rc4", "rc2", "bf-", "blowfish", "cast5"]),
        "weak-cipher",
    ),
    sink(&["=openssl_encrypt", "=openssl_decrypt"], Holds(At(1), &["ecb"]), "ecb-mode"),
    sink(
        &["=mcrypt_encrypt", "=mcrypt_decrypt", "=mcrypt_create_iv", "=mcrypt_ecb", "=mcrypt_cbc", "=mcrypt_generic"],
        Always,
        "weak-cipher",
    ),
    sink(&["=openssl_encrypt"], Constant(At(4)), "fixed-iv"),
    sink(
        &["=rand", "=mt_rand", "=uniqid", "=lcg_value", "=str_shuffle", "=array_rand", "=shuffle"],
        ForSecret,
        "insecure-random",
    ),
    Sink {
        callees: &["=curl_setopt"],
        test: All(&[Is(At(1), &["CURLOPT_SSL_VERIFYPEER"]), Is(At(2), &["false", "0"])]),
        rule: "tls-verification-off",
        mend: Mend::Value(At(2), "true"),
    },
    Sink {
        callees: &["=curl_setopt"],
        test: All(&[Is(At(1), &["CURLOPT_SSL_VERIFYHOST"]), Is(At(2), &["false", "0", "1", "true"])]),
        rule: "tls-verification-off",
        mend: Mend::Value(At(2), "2"),
    },
    sink(
        &["=curl_setopt"],
        All(&[
            Is(At(1), &["CURLOPT_SSLVERSION"]),
            Is(At(2), &["1", "2", "3", "CURL_SSLVERSION_SSLv3", "CURL_SSLVERSION_TLSv1_0", "CURL_SSLVERSION_TLSv1"]),
        ]),
        "weak-tls",
    ),
    sink(&["=ftp_connect"], Always, "cleartext-protocol"),
    sink(&["=mysqli_connect", "=mysql_connect", "PDO", "mysqli"], Constant(At(2)), "hardcoded-password"),
];
