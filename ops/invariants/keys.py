"""What the master key gives: the digests under which requests are remembered, without reading any sealed value."""
import hashlib
import hmac


class Keys:
    """The keys derived from a master key (HKDF-SHA256, RFC 5869, without salt)."""

    def __init__(self, master):
        self.digesting = _derived(master, b"anwei digests v1")
        self.check = hmac.digest(_derived(master, b"anwei key check v1"), b"anwei", "sha256")[:16]

    def digest(self, data):
        return hmac.digest(self.digesting, data, "sha256")[:16]

    def of_key(self, account, key):
        """The digest under which an account's idempotency key is remembered."""
        return self.digest(f"key\0{account}\0{key}".encode())


def _derived(master, purpose):
    secret = hmac.digest(bytes(32), master, hashlib.sha256)
    return hmac.digest(secret, purpose + b"\x01", hashlib.sha256)
