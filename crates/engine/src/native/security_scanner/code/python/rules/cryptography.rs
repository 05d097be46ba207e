//! Hashes, ciphers, keys, chance, certificates.

use super::super::super::sink::Mend;
use super::super::super::sink::Test::{All, Always, Below, ForSecret, Is, Lacks, Not, One, Says};
use super::super::super::sink::Which::{At, Each, Either, Named};
use super::super::super::sink::{Sink, Test, sink};

const WEAK: &[&str] = &["md5", "md4", "sha1", "sha-1", "ripemd160"];

/// Hashes, ciphers, keys, chance, certificates.
pub(super) static CRYPTOGRAPHY: &[Sink] = &[
    Sink {
        callees: &["hashlib.md5", "hashlib.sha1"],
        test: Not(&Is(Named("usedforsecurity"), &["False"])),
        rule: "weak-hash",
        mend: Mend::Callee("sha256"),
    },
    sink(
        &["hashlib.new"],
        All(&[Is(Either(0, "name"), WEAK), Not(&Is(Named("usedforsecurity"), &["False"]))]),
        "weak-hash",
    ),
    sink(
        &[
            "hashlib.md4",
            "MD5.new",
            "MD2.new",
            "MD4.new",
            "Hash.SHA.new",
            "SHA1.new",
            "hashes.MD5",
            "hashes.SHA1",
            "md5.new",
            "sha.new",
            "crypt.METHOD_MD5",
        ],
        Always,
        "weak-hash",
    ),
    sink(
        &["crypt.crypt"],
        Is(At(1), &["crypt.METHOD_CRYPT", "crypt.METHOD_MD5", "crypt.METHOD_BLOWFISH"]),
        "weak-hash",
    ),
    sink(
        &["crypt.mksalt"],
        Is(At(0), &["crypt.METHOD_CRYPT", "crypt.METHOD_MD5", "crypt.METHOD_BLOWFISH"]),
        "weak-hash",
    ),
    sink(
        &[
            "DES.new",
            "DES3.new",
            "ARC2.new",
            "ARC4.new",
            "Blowfish.new",
            "CAST.new",
            "XOR.new",
            "algorithms.ARC4",
            "algorithms.Blowfish",
            "algorithms.IDEA",
            "algorithms.TripleDES",
            "algorithms.CAST5",
            "algorithms.SEED",
        ],
        Always,
        "weak-cipher",
    ),
    sink(&["AES.new"], Is(Each, &["AES.MODE_ECB"]), "ecb-mode"),
    sink(&["modes.ECB"], Always, "ecb-mode"),
    sink(
        &["rsa.generate_private_key", "dsa.generate_private_key"],
        One(&[Below(Named("key_size"), 2048), Below(At(1), 2048)]),
        "weak-key",
    ),
    sink(&["dsa.generate_private_key"], Below(At(0), 2048), "weak-key"),
    sink(
        &["ec.generate_private_key"],
        Is(
            Each,
            &["ec.SECT163K1", "ec.SECT163R2", "ec.SECP192R1", "ec.SECT163K1()", "ec.SECP192R1()", "ec.SECT163R2()"],
        ),
        "weak-key",
    ),
    sink(&["RSA.generate", "DSA.generate"], Below(Either(0, "bits"), 2048), "weak-key"),
    sink(
        &[
            "random.random",
            "random.randint",
            "random.choice",
            "random.choices",
            "random.sample",
            "random.randrange",
            "random.getrandbits",
            "random.uniform",
            "random.Random",
            "random.randbytes",
            "random.triangular",
            "numpy.random.randint",
        ],
        ForSecret,
        "insecure-random",
    ),
    sink(
        &["jwt.decode", "jose.jwt.decode"],
        One(&[
            Is(Named("verify"), &["False"]),
            Test::Holds(Named("algorithms"), &["none"]),
            Says(&["\"verify_signature\": False", "'verify_signature': False", "'none'", "\"none\""]),
        ]),
        "jwt-unverified",
    ),
    sink(&["ssl._create_unverified_context", "ssl._create_stdlib_context"], Always, "tls-verification-off"),
    sink(
        &[".set_missing_host_key_policy"],
        Test::Holds(At(0), &["autoaddpolicy", "warningpolicy"]),
        "tls-verification-off",
    ),
    sink(&["ssl.wrap_socket"], Lacks("ssl_version"), "weak-tls"),
    sink(
        &["ssl.SSLContext", "OpenSSL.SSL.Context", "SSL.Context", "ssl.wrap_socket"],
        Is(
            Each,
            &[
                "ssl.PROTOCOL_SSLv2",
                "ssl.PROTOCOL_SSLv3",
                "ssl.PROTOCOL_SSLv23",
                "ssl.PROTOCOL_TLSv1",
                "ssl.PROTOCOL_TLSv1_1",
                "SSL.SSLv2_METHOD",
                "SSL.SSLv3_METHOD",
                "SSL.SSLv23_METHOD",
                "SSL.TLSv1_METHOD",
                "SSL.TLSv1_1_METHOD",
            ],
        ),
        "weak-tls",
    ),
    sink(&["telnetlib.Telnet", "ftplib.FTP"], Always, "cleartext-protocol"),
];
