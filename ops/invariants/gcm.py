"""AES-256-GCM (FIPS 197, NIST SP 800-38D): whether a box is authentic, and opening a wrapped key. No library has it.

Only tags are looked at for sealed values: their content is never decrypted here.
"""
import functools


def _sbox():
    """The substitution table: the inverse in GF(2^8) and an affine map."""
    table, p, q = [0] * 256, 1, 1
    while True:
        p = p ^ (p << 1) & 0xFF ^ (0x1B if p & 0x80 else 0)
        for shift in (1, 2, 4):
            q ^= q << shift & 0xFF
        q ^= 0x09 if q & 0x80 else 0
        rotated = q
        for shift in (1, 2, 3, 4):
            rotated ^= (q << shift | q >> (8 - shift)) & 0xFF
        table[p] = rotated ^ 0x63
        if p == 1:
            break
    table[0] = 0x63
    return table


SBOX = _sbox()
DOUBLED = [(x << 1 ^ (0x1B if x & 0x80 else 0)) & 0xFF for x in range(256)]
SHIFTED = [(i + 4 * (i % 4)) % 16 for i in range(16)]


@functools.lru_cache(maxsize=4096)
def _round_keys(key):
    words = [list(key[i:i + 4]) for i in range(0, 32, 4)]
    constant = 1
    while len(words) < 60:
        word = list(words[-1])
        if len(words) % 8 == 0:
            word = [SBOX[b] for b in word[1:] + word[:1]]
            word[0] ^= constant
            constant = DOUBLED[constant]
        elif len(words) % 8 == 4:
            word = [SBOX[b] for b in word]
        words.append([a ^ b for a, b in zip(words[-8], word)])
    return [sum(words[i:i + 4], []) for i in range(0, 60, 4)]


def encrypt(key, block):
    """One block of 16 bytes under AES-256."""
    keys = _round_keys(key)
    state = [a ^ b for a, b in zip(block, keys[0])]
    for number in range(1, 15):
        state = [SBOX[state[i]] for i in SHIFTED]
        if number < 14:
            mixed = []
            for column in range(0, 16, 4):
                a = state[column:column + 4]
                total = a[0] ^ a[1] ^ a[2] ^ a[3]
                mixed += [a[i] ^ total ^ DOUBLED[a[i] ^ a[(i + 1) % 4]] for i in range(4)]
            state = mixed
        state = [a ^ b for a, b in zip(state, keys[number])]
    return bytes(state)


def _times(x, y):
    product = 0
    for bit in range(127, -1, -1):
        if x >> bit & 1:
            product ^= y
        y = y >> 1 ^ (0xE1 << 120 if y & 1 else 0)
    return product


def _hash(secret, associated, ciphertext):
    total = 0
    for part in (associated, ciphertext):
        for start in range(0, len(part), 16):
            total = _times(total ^ int.from_bytes(part[start:start + 16].ljust(16, b"\0"), "big"), secret)
    lengths = len(associated) * 8 << 64 | len(ciphertext) * 8
    return _times(total ^ lengths, secret)


@functools.lru_cache(maxsize=65536)
def isAuthentic(key, nonce, box, associated):
    """Whether key, nonce, box (ciphertext and tag) and place belong together."""
    if len(nonce) != 12 or len(box) < 16:
        return False
    secret = int.from_bytes(encrypt(key, bytes(16)), "big")
    mask = int.from_bytes(encrypt(key, nonce + b"\0\0\0\x01"), "big")
    return (_hash(secret, associated, box[:-16]) ^ mask).to_bytes(16, "big") == box[-16:]


def unwrapped(key, nonce, box, associated):
    """The key of 32 bytes in a box; None if it is not authentic."""
    if not isAuthentic(key, nonce, box, associated) or len(box) != 48:
        return None
    stream = b"".join(encrypt(key, nonce + counter.to_bytes(4, "big")) for counter in (2, 3))
    return bytes(a ^ b for a, b in zip(box[:32], stream))
