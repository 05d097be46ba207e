//! Hashes, ciphers, keys, chance, certificates.

use super::super::super::sink::Test::{Always, Below, ForSecret};
use super::super::super::sink::Which::At;
use super::super::super::sink::{Sink, Test, sink};

/// Hashes, ciphers, keys, chance, certificates.
pub(super) static CRYPTOGRAPHY: &[Sink] = &[
    sink(
        &[
            "crypto/md5.New",
            "crypto/md5.Sum",
            "crypto/sha1.New",
            "crypto/sha1.Sum",
            "golang·org/x/crypto/md4.New",
            "golang·org/x/crypto/ripemd160.New",
        ],
        Always,
        "weak-hash",
    ),
    sink(
        &[
            "crypto/des.NewCipher",
            "crypto/des.NewTripleDESCipher",
            "crypto/rc4.NewCipher",
            "golang·org/x/crypto/blowfish.NewCipher",
        ],
        Always,
        "weak-cipher",
    ),
    sink(&["crypto/rsa.GenerateKey"], Below(At(1), 2048), "weak-key"),
    sink(
        &[
            "crypto/cipher.NewCBCEncrypter",
            "crypto/cipher.NewCFBEncrypter",
            "crypto/cipher.NewCTR",
            "crypto/cipher.NewOFB",
        ],
        Test::Constant(At(1)),
        "fixed-iv",
    ),
    sink(
        &[
            "math/rand.Int",
            "math/rand.Intn",
            "math/rand.Int31",
            "math/rand.Int31n",
            "math/rand.Int63",
            "math/rand.Int63n",
            "math/rand.Read",
            "math/rand.Uint32",
            "math/rand.Uint64",
            "math/rand.Float64",
            "math/rand.Perm",
            "math/rand.Float32",
            "math/rand/v2.IntN",
            "math/rand/v2.Int",
        ],
        ForSecret,
        "insecure-random",
    ),
    sink(&["golang·org/x/crypto/ssh.InsecureIgnoreHostKey"], Always, "tls-verification-off"),
    sink(&[".ParseUnverified"], Always, "jwt-unverified"),
];
