"""What the master key gives: digests of requests, and whether what is sealed is authentic; no value is decrypted."""
import base64
import hashlib
import hmac
import json
import urllib.parse

from . import gcm


class Keys:
    """The keys derived from a master key (HKDF-SHA256, RFC 5869, without salt)."""

    def __init__(self, master):
        self.digesting = _derived(master, b"anwei digests v1")
        self.wrapping = _derived(master, b"anwei case keys v1")
        self.check = hmac.digest(_derived(master, b"anwei key check v1"), b"anwei", "sha256")[:16]

    def digest(self, data):
        return hmac.digest(self.digesting, data, "sha256")[:16]

    def of_key(self, account, key):
        """The digest under which an account's idempotency key is remembered."""
        return self.digest(f"key\0{account}\0{key}".encode())

    def of_request(self, account, path, body):
        """The digest of a request of the API that opens a case or acts on one; None for any other."""
        parts = [urllib.parse.unquote(part) for part in path.split("/")][3:]
        if parts == ["cases"] and "at" not in body:
            said = ("open", body["workflow"], body["unit"])
        elif len(parts) == 4 and parts[::2] == ["cases", "actions"]:
            said = ("act", parts[1], parts[3])
        else:
            return None
        texts = [json.dumps(text, ensure_ascii=False) for text in (account, *said)]
        data = json.dumps(body.get("data", {}), ensure_ascii=False, separators=(",", ":"))
        return self.digest(("".join(texts) + data).encode())

    def case_key(self, case, wrapped):
        """A case's own key; None if it does not open."""
        return gcm.unwrapped(self.wrapping, wrapped[:12], wrapped[12:], b"case key" + case.to_bytes(8, "big"))


def isSealed(key, case, name, sealed):
    """Whether a sealed value (revision, nonce and box in base64) is authentic where it stands."""
    revision, nonce, box = sealed[0], base64.b64decode(sealed[1]), base64.b64decode(sealed[2])
    place = b"value" + case.to_bytes(8, "big") + revision.to_bytes(8, "big") + name.encode()
    return gcm.isAuthentic(key, nonce, box, place)


def _derived(master, purpose):
    secret = hmac.digest(bytes(32), master, hashlib.sha256)
    return hmac.digest(secret, purpose + b"\x01", hashlib.sha256)
