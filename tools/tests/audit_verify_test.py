"""The vectors of the standards that tools/audit_verify.py is written from."""
import importlib.util
import pathlib
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[1] / "audit_verify.py"
spec = importlib.util.spec_from_file_location("audit_verify", SOURCE)
audit_verify = importlib.util.module_from_spec(spec)
spec.loader.exec_module(audit_verify)


class Vectors(unittest.TestCase):
    def test_sm3(self):
        """GB/T 32905-2016, annex A."""
        self.assertEqual(audit_verify.sm3(b"abc").hex(), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
        self.assertEqual(audit_verify.sm3(b"abcd" * 16).hex(), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")

    def test_ed25519(self):
        """RFC 8032, 7.1, tests 1 to 3."""
        for key, message, signature in (
            (
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            ),
            (
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                "72",
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
            ),
            (
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                "af82",
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
            ),
        ):
            key, message, signature = (bytes.fromhex(text) for text in (key, message, signature))
            self.assertTrue(audit_verify.ed25519_verifies(key, message, signature))
            self.assertFalse(audit_verify.ed25519_verifies(key, message + b"x", signature))
            self.assertFalse(audit_verify.ed25519_verifies(key, message, signature[:63] + b"\xff"))

    def test_sm2(self):
        """GB/T 32918.5-2017, annex A.2."""
        key = bytes.fromhex(
            "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
        )
        signature = bytes.fromhex(
            "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
        )
        self.assertTrue(audit_verify.sm2_verifies(key, b"message digest", signature))
        self.assertFalse(audit_verify.sm2_verifies(key, b"message digesT", signature))
        self.assertFalse(audit_verify.sm2_verifies(key, b"message digest", signature[:32] + bytes(32)))
        self.assertFalse(audit_verify.sm2_verifies(key[:64] + b"\0", b"message digest", signature))


if __name__ == "__main__":
    unittest.main()
