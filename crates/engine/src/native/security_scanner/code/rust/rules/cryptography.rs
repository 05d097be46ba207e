//! Hashes, ciphers, keys, chance, certificates.

use super::super::super::sink::Mend;
use super::super::super::sink::Test::{Always, Below, Constant, ForSecret, Holds, Is, Says};
use super::super::super::sink::Which::{At, Each};
use super::super::super::sink::{Sink, sink};

/// Hashes, ciphers, keys, chance, certificates.
pub(super) static CRYPTOGRAPHY: &[Sink] = &[
    sink(
        &[
            "md5.compute",
            "Md5.new",
            "Md5.digest",
            "Sha1.new",
            "Sha1.digest",
            "sha1.Sha1.new",
            "Md4.new",
            "Md4.digest",
            "MessageDigest.md5",
            "MessageDigest.sha1",
            "Md2.new",
            "Ripemd160.new",
            "sha1.Sha1.from",
        ],
        Always,
        "weak-hash",
    ),
    sink(
        &[
            "Cipher.des_cbc",
            "Cipher.des_ecb",
            "Cipher.des_ede3",
            "Cipher.rc4",
            "Cipher.bf_cbc",
            "Cipher.des_ede3_cbc",
            "Des.new",
            "TdesEde3.new",
            "Rc4.new",
            "Blowfish.new",
            "Rc2.new",
        ],
        Always,
        "weak-cipher",
    ),
    sink(&["Cipher.aes_128_ecb", "Cipher.aes_256_ecb", "Cipher.aes_192_ecb"], Always, "ecb-mode"),
    sink(&["RsaPrivateKey.new", "Rsa.generate"], Below(Each, 2048), "weak-key"),
    sink(&["Nonce.from_slice", "GenericArray.from_slice", "Nonce.assume_unique_for_key"], Constant(At(0)), "fixed-iv"),
    sink(
        &[
            "SmallRng.seed_from_u64",
            "StdRng.seed_from_u64",
            "SmallRng.from_entropy",
            "SmallRng.from_seed",
            "fastrand.u64",
            "fastrand.u32",
            "fastrand.alphanumeric",
            "oorandom.Rand64.new",
            "SmallRng.from_os_rng",
        ],
        ForSecret,
        "insecure-random",
    ),
    Sink {
        callees: &[".danger_accept_invalid_certs", ".danger_accept_invalid_hostnames"],
        test: Is(At(0), &["true"]),
        rule: "tls-verification-off",
        mend: Mend::Value(At(0), "false"),
    },
    sink(&[".set_verify"], Says(&["SslVerifyMode::NONE"]), "tls-verification-off"),
    sink(&[".dangerous", ".set_certificate_verifier"], Says(&["dangerous()"]), "tls-verification-off"),
    sink(
        &[".min_tls_version", ".min_protocol_version", ".set_min_proto_version"],
        Holds(At(0), &["tls_1_0", "tls_1_1", "tlsv10", "tlsv11", "sslv3", "ssl3", "tls1)", "tls1_1"]),
        "weak-tls",
    ),
    sink(
        &[
            "insecure_decode",
            "dangerous.insecure_decode",
            ".insecure_disable_signature_validation",
            "dangerous_insecure_decode",
            "jsonwebtoken.dangerous.insecure_decode",
        ],
        Always,
        "jwt-unverified",
    ),
];
