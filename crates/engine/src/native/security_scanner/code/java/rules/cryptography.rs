//! Hashes, ciphers, keys, chance, certificates.

use super::super::super::sink::Mend;
use super::super::super::sink::Test::{All, Always, Below, Constant, FileSays, ForSecret, Holds, Is, Not, One, Says};
use super::super::super::sink::Which::{At, Each};
use super::super::super::sink::{Sink, sink};

/// Hashes, ciphers, keys, chance, certificates.
pub(super) static CRYPTOGRAPHY: &[Sink] = &[
    Sink {
        callees: &["MessageDigest.getInstance"],
        test: Is(At(0), &["MD5", "MD4", "MD2", "SHA1", "SHA-1", "SHA"]),
        rule: "weak-hash",
        mend: Mend::Value(At(0), "\"SHA-256\""),
    },
    sink(
        &[
            "DigestUtils.md5",
            "DigestUtils.md5Hex",
            "DigestUtils.sha1",
            "DigestUtils.sha1Hex",
            "DigestUtils.sha",
            "DigestUtils.shaHex",
            "DigestUtils.md5DigestAsHex",
            "DigestUtils.getMd5Digest",
            "DigestUtils.getSha1Digest",
            "Hashing.md5",
            "Hashing.sha1",
        ],
        Always,
        "weak-hash",
    ),
    sink(&["Mac.getInstance", "Signature.getInstance"], Holds(At(0), &["md5", "md2"]), "weak-hash"),
    sink(
        &["Cipher.getInstance", "KeyGenerator.getInstance", "SecretKeyFactory.getInstance"],
        All(&[Holds(At(0), &["des", "rc4", "rc2", "blowfish", "arcfour"]), Not(&Holds(At(0), &["pbkdf2withhmac"]))]),
        "weak-cipher",
    ),
    sink(&["NullCipher"], Always, "weak-cipher"),
    sink(&["Cipher.getInstance"], One(&[Holds(At(0), &["/ecb/"]), Is(At(0), &["AES"])]), "ecb-mode"),
    sink(
        &["KeyPairGenerator.initialize", "KeyPairGenerator.getInstance().initialize"],
        All(&[Below(At(0), 2048), Not(&Says(&["(256", "(384", "(521", "\"EC"]))]),
        "weak-key",
    ),
    sink(&["IvParameterSpec", "GCMParameterSpec"], Constant(Each), "fixed-iv"),
    sink(&["SecretKeySpec"], Constant(At(0)), "hardcoded-password"),
    sink(&["DriverManager.getConnection"], Constant(At(2)), "hardcoded-password"),
    sink(
        &[
            "Random",
            "Random().nextInt",
            "Random().nextBytes",
            "Random().nextLong",
            "Random().nextDouble",
            "Random().nextFloat",
            "Random().nextGaussian",
            "Math.random",
            "RandomStringUtils.random",
            "RandomStringUtils.randomAlphanumeric",
            "ThreadLocalRandom.current",
            "RandomUtils.nextInt",
        ],
        ForSecret,
        "insecure-random",
    ),
    sink(&["SSLContext.getInstance"], Is(At(0), &["SSL", "SSLv2", "SSLv3", "TLSv1", "TLSv1.1"]), "weak-tls"),
    sink(
        &[".setHostnameVerifier", ".setDefaultHostnameVerifier", "HttpsURLConnection.setDefaultHostnameVerifier"],
        Says(&["NoopHostnameVerifier", "ALLOW_ALL", "-> true", "AllowAll", "return true"]),
        "tls-verification-off",
    ),
    sink(
        &["NoopHostnameVerifier", "AllowAllHostnameVerifier", "TrustAllStrategy", "TrustAllCerts"],
        Always,
        "tls-verification-off",
    ),
    sink(&["JWT.decode"], Not(&FileSays(&["JWT.require"])), "jwt-unverified"),
    sink(
        &[".parse", ".parseClaimsJwt"],
        All(&[FileSays(&["io.jsonwebtoken"]), Says(&["Jwts.parser"]), Not(&Says(&["parseClaimsJws", "verifyWith"]))]),
        "jwt-unverified",
    ),
    sink(&["Algorithm.none"], Always, "jwt-unverified"),
];
