//! Keys that are made for these tests alone: anybody may know them.

/// An RSA key of 2048 bits, as base64 of PKCS #1.
pub const PRIVATE: &str = "\
    MIIEowIBAAKCAQEAnh4SsXkoiqpFVCWlL/8PgaA9DidVvBAyaSPdoYrZS027Ai5XHDX6CGKsjmqjOtg4h6e+vM/Cruc8BLkozopn\
    Dw4ldK2Uc5Y8p99iGyE7/PQYeSmcnrmSctFfepnyt4veTFZict1LwQTD/wib81KWD3ZckmriuiFKurl2LAyk7dpnrHs0WBok7LV8\
    54JvEPYnyyTWZUcqMpgQnQz0SfYIRIZyqMHnxOeP5nz0Hj7Ij2a1M7J5HCgR6JdsL5lbH3YtTJGL/RspOtTBp9CwFHzPQpgnEaJV\
    1vq8yO1qz5RPkV8SmtaoGrbvSsIRLBbpo4vNuZlkTxQuIYZwPBH3OJrxOwIDAQABAoIBADWL1aTIdRRQiV3vybsxU10AmOycIYqo\
    qYm1na7BSMkZr8UTUGi7VstULz+jmVeqNaqrAgsLCNEWedrXoZwgfro4fjK/PdDPBgeLvLuXS6tkNo2BrAqMqa28fesVC39hHI0Z\
    jAl+K9NX+8/4aGfEhhECcmMbU2DZOWd2uzA7r/bkQYNslyQdquWCRi+8xeuZWUx7GEnX8kEho6oCV/tE7KoEciRZiaxmuhi9Vh8h\
    CFdtsKInyDJP+biVVVfFd0B4PenG4zBn2WbvEr4dCDC1f8i+k6f1C7t85HewkpHlDC3Wxr3xJJUSQzPi/qCfIzrJ2Yr3LPgYfW71\
    wYxv89vqg7ECgYEAzBrqhw2WBO+wmgSJmDfeza6LIwsPXoHbS6XSNUH0Y/LbXhrG4tPSUsrUbVtE81nPCTCt7BIbN8BsM3OKhK8Y\
    M4P2yGfmYQpT4BWADrOc5iW8cM7U4iXqKR9wlMezTmzJp+f2VXH29Ck9bBhuETk2J3WNpxbNalKFBrw8dGvurFUCgYEAxlHYtz+1\
    2cZgoupR79Pot/Wnpg29ksn/3mpMjkpR+E2wA+mXqNmMM4pZ8URniJFcnSJFmjALGTjQDXeIZqs+64bNOn16nW7asZLfCJ3TyySV\
    EbOUiyWgb/1+eJJYYyGM8ZOeYoFcYz2u+JeSj+jPoteWu39/YeLDHn+zjKy3t08CgYARvt1ZNKMwdq6CFZbo9yKV+3D5cQK7EstA\
    PoCSRNO8xOaxvd5A5m3I6P2jLGZISiyn/eWBOunG5SIDLy6B7r9J61VPg0kSctVsDDKAFLm1gN5raHA14VoEjUk6hkperTKzOIXA\
    VBJGlDdU6KLZOIIu2BeiyWa+scIDHeabsK6lqQKBgBG9JGtPsY5nJiGsX+PZyokZ2gMKW5iTpOVaELrxft9842+WJ1CdFONPTrg7\
    7B7VEbmkZSFjhrqc0E9ED9lPG/OpPRYsPxlx3vHfNz/oDhevj/3jWDgSB4W84OEcBffn+llpYNNiysa9r7bgp+VjZ58jNYJT5yr0\
    Q4uo1ICSumQVAoGBAJ8TMfA03qrsvwJnKW632x5Zp9sJ1ttdGQfDG0KWQ3vLEw1VasQo/QwG9t0L6/KJjjf+ps3vRkvdcZySrw5J\
    8W+fVckSeMx8HGYTjx96vAWsOLjPi7T5Sx4IFYjRg7LFWf7/vncBsydw4T7on0OZAliTAb5mVuoGozopi1DCQCtJ";

/// Another one.
pub const OTHER_PRIVATE: &str = "\
    MIIEogIBAAKCAQEA34gktDYCh8pGH0HgEiNbJYW/bSgpgCBVA7FCQsfOrf6UFQU3WAPdJvMG1TFKOHsxx9JDnJfFxB/LQWG26TnS\
    N4yaHU97h7AfhpcioSm2MrX5EAXucwaeBqF6ewhNvt0C1QB2y0s31FSvQItU6F9V23v6ReNqh4v+jXT0FIo0PeQgKHgf/kV7PwDW\
    EXmsL4yVx2Z2VpHwZLBP2kI1mw1jB9NkUHwg4UPp+sTElXupKErWQFtFKnn7SjUunpjyvvp9IQ5PoEzg0guuG6lg83Sg3yVJGjRA\
    ajCxwhd9XyMIdCtOivmMigX0f0bW3RmM1q2b265vuUJiqG7GczGrzip/vQIDAQABAoH/dWQmxgvQK/HVxT9FGHpcgDu9aOt1w5s3\
    Q2PUEz4xE9otBxXvFy2a9xJxoKFekhIgvUHoeP87+cPVM51y47Oy67JAy86AZsIYBUGS7iz5u28rJQYxUHApODXOjs54PuC2YyaF\
    51pD97CBroBhbFJsGfTJQiO66wLTVwT4RrS/105Qt2OXshs5nXjB0DSEEiienLANnuslA5cSA6sOXd1TMAhZhjkxyyarpUdnphSx\
    PaVMEscp0dVtrfcR4zQ6kSnOTfgbqPYlokIhEwSq2wz5Cr4PgTvqxLqmyQM062bFQI/oTSenOclF9IcCM7kxFlt8cKiLo4eRCqml\
    arrVqANZAoGBAPqjnn/sN6KoAlN9/lDURd3u66+7t8R7uc/JdaCSTA5SjZqC4YFyMZ1lqnVVXxqLpCbtCGjR+l3V2bvybP1Q2pQU\
    F4qC70CPhpNrBiEdEkKTjhnJsGfv1A8hx2jwK50wvC7XjOtRzZBnXE+M2hsXfvRMtlhDLvRKC1NxsevacooDAoGBAORQGO5m1RWh\
    F5znH8E7Gj40xhjz+iRsAcOszRUt7lkNPVw1B0VFysBGfrWTmm00wttxpY6eiKnOXxk/U4Mx7UUKAdUNyeTxxkvGkmR3tuZewD7s\
    TfArRgs4b9SrKfCT1QIhHFHKbMGtPb6gGNLLdzBoMC9wAlN4L8ksyiqxyYM/AoGBAMdVvccLfSv15vO0LsDmMjLRw8xdxUeVBzCE\
    jvKHp8l0Sn5qPSMQSPlfU/RBU4PvLzxuI9QJu89JNwPNSHUnCs/eMuLMQ6/a9jLkWVmYn18nr0o/J/dhvAvU151T9bvseJ3gfIji\
    5FRGgBoccZI+W4+8OwFzXTKYeO2CbPihIZs1AoGBAMnsdUBUPl0Uznd8ij8x8HHX5uQm07Lmu2C+MdtrdgPYi85DMBz6LumC74nT\
    855mLXg7uPq8B4528PC5azj7LSgEQ76UpV0Q4Bogk1S79E0mu8xq3jttalN+JJnoj/0wIhHyCsPjzfA1MgioO4wjW1S6sPMjk0sT\
    XuAD9wFvoBOtAoGAQwizF+FpXneR4sMV50acZ5NlJ5nNtqFXhYLypvsfwHL01aRms9t1sCywo9jyNDwJLCawpzlnyltPtS1PaKvJ\
    OPDYm7eXZPaesPnzlGWZNFh1qgaVQr8+CtUZQfaoiC4TvopWC6ORlpG6vBXskfK6r/3+xBPXc9CX1uEJ3fpAzuw=";

/// The first one's public key, as `openssl pkey -pubout` writes it.
pub const PUBLIC: &str = "\
-----BEGIN PUBLIC KEY-----\n\
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAnh4SsXkoiqpFVCWlL/8P\n\
gaA9DidVvBAyaSPdoYrZS027Ai5XHDX6CGKsjmqjOtg4h6e+vM/Cruc8BLkozopn\n\
Dw4ldK2Uc5Y8p99iGyE7/PQYeSmcnrmSctFfepnyt4veTFZict1LwQTD/wib81KW\n\
D3ZckmriuiFKurl2LAyk7dpnrHs0WBok7LV854JvEPYnyyTWZUcqMpgQnQz0SfYI\n\
RIZyqMHnxOeP5nz0Hj7Ij2a1M7J5HCgR6JdsL5lbH3YtTJGL/RspOtTBp9CwFHzP\n\
QpgnEaJV1vq8yO1qz5RPkV8SmtaoGrbvSsIRLBbpo4vNuZlkTxQuIYZwPBH3OJrx\n\
OwIDAQAB\n\
-----END PUBLIC KEY-----";

/// The same, as `openssl rsa -RSAPublicKey_out` writes it.
pub const PUBLIC_PKCS1: &str = "\
-----BEGIN RSA PUBLIC KEY-----\n\
MIIBCgKCAQEAnh4SsXkoiqpFVCWlL/8PgaA9DidVvBAyaSPdoYrZS027Ai5XHDX6\n\
CGKsjmqjOtg4h6e+vM/Cruc8BLkozopnDw4ldK2Uc5Y8p99iGyE7/PQYeSmcnrmS\n\
ctFfepnyt4veTFZict1LwQTD/wib81KWD3ZckmriuiFKurl2LAyk7dpnrHs0WBok\n\
7LV854JvEPYnyyTWZUcqMpgQnQz0SfYIRIZyqMHnxOeP5nz0Hj7Ij2a1M7J5HCgR\n\
6JdsL5lbH3YtTJGL/RspOtTBp9CwFHzPQpgnEaJV1vq8yO1qz5RPkV8SmtaoGrbv\n\
SsIRLBbpo4vNuZlkTxQuIYZwPBH3OJrxOwIDAQAB\n\
-----END RSA PUBLIC KEY-----";

/// A public key of RSA with 1024 bits.
pub const SMALL: &str = "\
-----BEGIN PUBLIC KEY-----\n\
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDAs51Y+RRRi8NDMrPvqJXIfVI/\n\
+N8D4+q1kst4KMBzOEbtocDEVsUo625DndAHYSwEFuLB3qSQmvPa6mAonFv+JYLy\n\
ABALn+q10FeUPV6VrblPa4ladI/FTXLqzMWmeC6ZUTzne8kJUGXHzZkDnM7bmh7+\n\
1xhdiVzoyKWf3xBxcQIDAQAB\n\
-----END PUBLIC KEY-----";

/// A public key that is not of RSA.
pub const ELLIPTIC: &str = "\
-----BEGIN PUBLIC KEY-----\n\
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEpu8JEpliGn8qLSt7kQvpDE6PW22u\n\
GBNPKMpuAQ/V0Ofp5FzaqXItxQQriHV81MUAsfcMuohBKD+mYyQ/UrFFIw==\n\
-----END PUBLIC KEY-----";

/// Its modulus in base64url, as a JSON web key has it; its exponent is `AQAB`.
pub const MODULUS: &str = "\
    nh4SsXkoiqpFVCWlL_8PgaA9DidVvBAyaSPdoYrZS027Ai5XHDX6CGKsjmqjOtg4h6e-\
    vM_Cruc8BLkozopnDw4ldK2Uc5Y8p99iGyE7_PQYeSmcnrmSctFfepnyt4veTFZict1LwQTD_wib81KWD3ZckmriuiFKurl2LAyk\
    7dpnrHs0WBok7LV854JvEPYnyyTWZUcqMpgQnQz0SfYIRIZyqMHnxOeP5nz0Hj7Ij2a1M7J5HCgR6JdsL5lbH3YtTJGL_RspOtTB\
    p9CwFHzPQpgnEaJV1vq8yO1qz5RPkV8SmtaoGrbvSsIRLBbpo4vNuZlkTxQuIYZwPBH3OJrxOw";
