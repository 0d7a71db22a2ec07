#!/usr/bin/env python3
"""Verifies an export of the audit log, offline, with nothing but Python 3.9: a second opinion to `weige audit verify`.

usage: tools/audit_verify.py EXPORT [--heads FILE]... [--key 'sm2 04...' | --key FILE]
       tools/audit_verify.py --batch FOLDER      (NAME.export, NAME.heads, NAME.key; one line each)

Written from docs/audit.md, GB/T 32905 (SM3), GB/T 32918 (SM2), RFC 8032 (Ed25519) and RFC 9162 (the tree); it shares no code with the
server. Heads that witnesses kept (--heads) find what was cut or written anew. Exit codes: 0 good, 1 unreadable, 2 wrong usage,
4 something does not fit; then each line names a place, the same as `weige audit verify` does.
"""
import argparse
import datetime
import hashlib
import io
import pathlib
import re
import sys

LONGEST_LINE = (64 << 20) + 65
LONGEST_HEAD = 500
MOST_FAULTS = 100
GREATEST = (1 << 53) - 1

class Unreadable(Exception):
    """A file that is no export, or not a whole one."""


# SM3, GB/T 32905-2016

def _rotl(x, n):
    n &= 31
    return ((x << n) | (x >> (32 - n))) & 0xFFFFFFFF

SM3_T = [_rotl(0x79CC4519 if j < 16 else 0x7A879D8A, j) for j in range(64)]
SM3_IV = (0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E)

def _sm3_block(state, block):
    w = [int.from_bytes(block[i : i + 4], "big") for i in range(0, 64, 4)]
    for j in range(16, 68):
        x = w[j - 16] ^ w[j - 9] ^ _rotl(w[j - 3], 15)
        w.append(x ^ _rotl(x, 15) ^ _rotl(x, 23) ^ _rotl(w[j - 13], 7) ^ w[j - 6])
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        a12 = _rotl(a, 12)
        ss1 = _rotl((a12 + e + SM3_T[j]) & 0xFFFFFFFF, 7)
        if j < 16:
            ff, gg = a ^ b ^ c, e ^ f ^ g
        else:
            ff, gg = (a & b) | (a & c) | (b & c), (e & f) | (~e & g & 0xFFFFFFFF)
        tt1 = (ff + d + (ss1 ^ a12) + (w[j] ^ w[j + 4])) & 0xFFFFFFFF
        tt2 = (gg + h + ss1 + w[j]) & 0xFFFFFFFF
        a, b, c, d = tt1, a, _rotl(b, 9), c
        e, f, g, h = tt2 ^ _rotl(tt2, 9) ^ _rotl(tt2, 17), e, _rotl(f, 19), g
    return tuple(x ^ y for x, y in zip(state, (a, b, c, d, e, f, g, h)))

def sm3(message):
    padded = message + b"\x80" + b"\0" * ((55 - len(message)) % 64) + (8 * len(message)).to_bytes(8, "big")
    state = SM3_IV
    for i in range(0, len(padded), 64):
        state = _sm3_block(state, padded[i : i + 64])
    return b"".join(x.to_bytes(4, "big") for x in state)

DIGESTS = {"sm3": sm3, "sha-256": lambda message: hashlib.sha256(message).digest()}

# SM2, GB/T 32918-2016, on the curve of its part 5; points are (X, Y, Z) with x = X / Z^2, y = Y / Z^3
SM2_P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
SM2_A = SM2_P - 3
SM2_B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
SM2_N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
SM2_X = 0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7
SM2_Y = 0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0
SM2_IDENTITY = b"1234567812345678"
NOWHERE = (1, 1, 0)

def _double(point):
    x, y, z = point
    if z == 0 or y == 0:
        return NOWHERE
    p = SM2_P
    yy, zz = y * y % p, z * z % p
    s = 4 * x * yy % p
    m = 3 * (x - zz) * (x + zz) % p  # because a = -3
    x3 = (m * m - 2 * s) % p
    return x3, (m * (s - x3) - 8 * yy * yy) % p, 2 * y * z % p

def _add(one, two):
    if one[2] == 0:
        return two
    if two[2] == 0:
        return one
    p = SM2_P
    x1, y1, z1 = one
    x2, y2, z2 = two
    z1z1, z2z2 = z1 * z1 % p, z2 * z2 % p
    u1, u2 = x1 * z2z2 % p, x2 * z1z1 % p
    s1, s2 = y1 * z2 * z2z2 % p, y2 * z1 * z1z1 % p
    if u1 == u2:
        return _double(one) if s1 == s2 else NOWHERE
    h, r = (u2 - u1) % p, (s2 - s1) % p
    hh = h * h % p
    v = u1 * hh % p
    x3 = (r * r - h * hh - 2 * v) % p
    return x3, (r * (v - x3) - s1 * h * hh) % p, h * z1 * z2 % p

def _times(number, point):
    out = NOWHERE
    for bit in bin(number)[2:]:
        out = _double(out)
        if bit == "1":
            out = _add(out, point)
    return out

def sm2_verifies(key, message, signature):
    if len(key) != 65 or key[0] != 4 or len(signature) != 64:
        return False
    x, y = int.from_bytes(key[1:33], "big"), int.from_bytes(key[33:], "big")
    if x >= SM2_P or y >= SM2_P or (y * y - (x * x * x + SM2_A * x + SM2_B)) % SM2_P != 0:
        return False
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if not (1 <= r < SM2_N and 1 <= s < SM2_N) or (r + s) % SM2_N == 0:
        return False
    numbers = (SM2_A, SM2_B, SM2_X, SM2_Y, x, y)
    identity = (8 * len(SM2_IDENTITY)).to_bytes(2, "big") + SM2_IDENTITY
    e = int.from_bytes(sm3(sm3(identity + b"".join(n.to_bytes(32, "big") for n in numbers)) + message), "big")
    point = _add(_times(s, (SM2_X, SM2_Y, 1)), _times((r + s) % SM2_N, (x, y, 1)))
    if point[2] == 0:
        return False
    x1 = point[0] * pow(point[2] * point[2], -1, SM2_P) % SM2_P
    return (e + x1) % SM2_N == r


# Ed25519, RFC 8032, 5.1; points are (X, Y, Z, T) with x = X / Z, y = Y / Z, x y = T / Z

ED_P = 2**255 - 19
ED_L = 2**252 + 27742317777372353535851937790883648493
ED_D = -121665 * pow(121666, -1, ED_P) % ED_P
ED_ROOT = pow(2, (ED_P - 1) // 4, ED_P)

def _ed_add(one, two):
    p = ED_P
    a = (one[1] - one[0]) * (two[1] - two[0]) % p
    b = (one[1] + one[0]) * (two[1] + two[0]) % p
    c = 2 * one[3] * two[3] * ED_D % p
    d = 2 * one[2] * two[2] % p
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % p, g * h % p, f * g % p, e * h % p

def _ed_times(number, point):
    out = (0, 1, 1, 0)
    while number:
        if number & 1:
            out = _ed_add(out, point)
        point = _ed_add(point, point)
        number >>= 1
    return out

def _ed_point(encoded):
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    xx = (y * y - 1) * pow(ED_D * y * y + 1, -1, ED_P) % ED_P
    x = pow(xx, (ED_P + 3) // 8, ED_P)
    if (x * x - xx) % ED_P != 0:
        x = x * ED_ROOT % ED_P
    if y >= ED_P or (x * x - xx) % ED_P != 0 or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = ED_P - x
    return x, y, 1, x * y % ED_P

ED_B = _ed_point((4 * pow(5, -1, ED_P) % ED_P).to_bytes(32, "little"))

def ed25519_verifies(key, message, signature):
    if len(key) != 32 or len(signature) != 64:
        return False
    point, s = _ed_point(key), int.from_bytes(signature[32:], "little")
    if point is None or s >= ED_L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ED_L
    minus = (ED_P - point[0], point[1], 1, ED_P - point[3])
    x, y, z, _ = _ed_add(_ed_times(s, ED_B), _ed_times(k, minus))
    inverse = pow(z, -1, ED_P)
    x, y = x * inverse % ED_P, y * inverse % ED_P
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]

SIGNATURES = {"sm2": sm2_verifies, "ed25519": ed25519_verifies}
KEY_BYTES = {"sm2": 65, "ed25519": 32}

# The tree, RFC 9162, 2.1: the roots of its complete subtrees, greatest first

class Tree:
    def __init__(self, digest, size=0, peaks=()):
        self.digest, self.size, self.peaks = digest, size, list(peaks)

    def append(self, leaf):
        self.peaks.append(leaf)
        self.size += 1
        size = self.size
        while size % 2 == 0:
            right = self.peaks.pop()
            self.peaks[-1] = self.digest(b"\x01" + self.peaks[-1] + right)
            size //= 2

    def root(self):
        if not self.peaks:
            return self.digest(b"")
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = self.digest(b"\x01" + peak + root)
        return root


# The file

NUMBER = "(0|[1-9][0-9]{0,15})"
HEAD = re.compile(
    rf"weige-audit-head 1 ([0-9a-f]{{32}}) {NUMBER} {NUMBER} ([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}\.[0-9]{{6}}Z)"
    r" (sm3|sha-256) ([0-9a-f]{64}) (sm2|ed25519) ((?:[0-9a-f]{2})*)",
    re.ASCII,
)
KEY = re.compile(r"(sm2|ed25519) ((?:[0-9a-f]{2})+)", re.ASCII)

class Head:
    def __init__(self, line):
        found = HEAD.fullmatch(line)
        if not found or len(line) > LONGEST_HEAD:
            raise ValueError("not a head")
        self.log, number, size, at, self.digest, root, self.kind, signature = found.groups()
        datetime.datetime.strptime(at, "%Y-%m-%dT%H:%M:%S.%fZ")
        self.number, self.size, self.root = int(number), int(size), bytes.fromhex(root)
        if self.number > GREATEST or self.size > GREATEST:
            raise ValueError("not a head")
        self.signature = bytes.fromhex(signature)
        self.signed = line[: found.end(7)]  # everything but the signature
        self.tells = self.signed.rsplit(" ", 1)[0]

    def is_signed_by(self, key):
        kind, point = key
        return kind == self.kind and SIGNATURES[kind](point, self.signed.encode(), self.signature)

def parse_key(text):
    found = KEY.fullmatch(text)
    if not found:
        raise ValueError("not a key")
    kind, point = found.group(1), bytes.fromhex(found.group(2))
    if len(point) != KEY_BYTES[kind] or (kind == "sm2" and point[0] != 4):
        raise ValueError("not a key")
    return kind, point

class Export:
    def __init__(self, stream):
        self.stream, self.line_number = stream, 0
        self.keys, self.heads = [], []  # keys: (from_head, key)
        if self.line() != b"weige-audit-export 1":
            self.refuse("not an export of an audit log")
        self.log = self.value("log", "[0-9a-f]{32}")
        self.digest = self.value("digest", "sm3|sha-256")
        while True:
            line = self.text()
            if line.startswith("key "):
                self.take_key(line[4:])
            elif line.startswith("weige-audit-head "):
                self.take_head(line)
            else:
                break
        found = re.fullmatch(f"entries {NUMBER}", line, re.ASCII)
        if not found or int(found.group(1)) > GREATEST:
            self.refuse("neither key nor head nor number of entries")
        self.count = int(found.group(1))

    def refuse(self, why):
        raise Unreadable(f"line {self.line_number}: {why}")

    def line(self):
        self.line_number += 1
        line = self.stream.readline(LONGEST_LINE + 1)
        if not line.endswith(b"\n"):
            self.refuse("it ends before its end, or a line is too long")
        return line[:-1]

    def text(self):
        try:
            return self.line().decode()
        except UnicodeDecodeError:
            self.refuse("not text")

    def value(self, name, pattern):
        line = self.text()
        if not re.fullmatch(f"{name} ({pattern})", line, re.ASCII):
            self.refuse(f"the {name} is not named")
        return line[len(name) + 1 :]

    def take_key(self, text):
        found = re.fullmatch(f"{NUMBER} (.*)", text, re.ASCII)
        least = self.keys[-1][0] + 1 if self.keys else 1
        try:
            from_head, key = int(found.group(1)), parse_key(found.group(2))
        except (ValueError, AttributeError):
            self.refuse("not a key")
        if self.heads or from_head < least or from_head > GREATEST or (not self.keys and from_head != 1):
            self.refuse("not a key in its place")
        self.keys.append((from_head, key))

    def take_head(self, line):
        try:
            self.heads.append(Head(line))
        except ValueError:
            self.refuse("not a head")

    def entries(self):
        for number in range(1, self.count + 1):
            line = self.line()
            if not re.fullmatch(rb"[0-9a-f]{64}", line[:64]) or line[64:65] != b" ":
                self.refuse(f"entry {number} has no digest")
            yield bytes.fromhex(line[:64].decode()), line[65:]
        if self.line() != b"end":
            self.refuse("more entries than it tells")
        self.line_number += 1
        if self.stream.read(1):
            self.refuse("something follows its end")

def read_heads(stream):
    heads = []
    for number, line in enumerate(stream.read().split(b"\n"), 1):
        text = line.decode("utf-8", "replace")
        text = text[:-1] if text.endswith("\r") else text
        if text and not text.startswith("#"):
            try:
                heads.append(Head(text))
            except ValueError:
                raise Unreadable(f"line {number}: not a head") from None
    return heads


# The comparison

class Check:
    def __init__(self, export, outside, key):
        self.export, self.outside, self.key = export, outside, key
        self.digest = DIGESTS[export.digest]
        self.faults, self.entry_told = [], False
        self.marks = []  # (head, outside), by size
        self.texts, self.told, self.differing = Tree(self.digest), None, []
        self.good = self.good_outside = self.heads = 0
        self.lost = False

    def add(self, text, of_entries=False):
        first = of_entries and not self.entry_told
        if len(self.faults) < MOST_FAULTS or first:
            self.entry_told = self.entry_told or first
            self.faults.append(text)

    def is_signed(self, head):
        valid = [key for from_head, key in self.export.keys if from_head <= head.number]
        return bool(valid) and head.is_signed_by(valid[-1])

    def is_foreign(self, head):
        return head.log != self.export.log or head.digest != self.export.digest

    def look_at_heads(self):
        if self.key and all(key != self.key for _, key in self.export.keys):
            self.add("key")
        number = size = 0
        for head in self.export.heads:
            name = f" head {head.number}" if head.number else ""
            if self.is_foreign(head):
                self.add("foreign" + name)
                continue
            if head.number != number + 1 or head.size < size:
                self.add("order" + name)
            number, size = head.number, head.size
            if self.is_signed(head):
                self.marks.append((head, False))
            else:
                self.add("signature" + name)
        self.look_outside()
        self.marks.sort(key=lambda mark: mark[0].size)

    def look_outside(self):
        inside = {}
        for head in self.export.heads:
            inside.setdefault(head.number, head)
        for head in self.outside:
            name = (f" head {head.number}" if head.number else "") + " outside"
            if self.is_foreign(head):
                self.add("foreign" + name)
                continue
            if not self.is_signed(head):
                self.add("signature" + name)
            if head.number not in inside or inside[head.number].tells != head.tells:
                self.add("order" + name)
            self.marks.append((head, True))

    def run(self):
        self.look_at_heads()
        taken, at = 0, self.compare(0, 0)
        for leaf, line in self.export.entries():
            taken += 1
            digest = self.digest(b"\x00" + line)
            if digest != leaf:
                if self.told is None:
                    self.told = Tree(self.digest, self.texts.size, self.texts.peaks)
                if len(self.differing) < MOST_FAULTS:
                    self.differing.append(taken)
            self.texts.append(digest)
            if self.told is not None:
                self.told.append(leaf)
            at = self.compare(at, taken)
        if not self.lost:
            self.tell_differing("entry")
        if at < len(self.marks):
            head, outside = self.marks[-1]
            self.add_range("missing", (head, outside), head.size)
        return taken

    def compare(self, at, taken):
        while at < len(self.marks) and self.marks[at][0].size == taken:
            if not self.lost:
                self.compare_mark(self.marks[at], taken)
            at += 1
        return at

    def compare_mark(self, mark, taken):
        root = mark[0].root
        if self.told is not None and self.told.root() == root:
            self.texts = self.told
            self.settle(mark, taken, "entry")
        elif self.texts.root() == root:
            self.settle(mark, taken, "digest")
        else:
            self.add_range("entries", mark, taken)
            self.lost = True

    def settle(self, mark, taken, word):
        self.tell_differing(word)
        self.told, self.good = None, taken
        if mark[1]:
            self.good_outside = taken
        self.heads += 1

    def tell_differing(self, word):
        for entry in self.differing:
            self.add(f"{word} {entry}", True)
        self.differing = []

    def add_range(self, word, mark, to):
        head, outside = mark
        start = (self.good_outside if outside else self.good) + 1
        text = f"{word} {start}" + (f"-{to}" if to != start else "")
        text += (f" head {head.number}" if head.number else "") + (" outside" if outside else "")
        self.add(text, True)

def key_of(text):
    path = pathlib.Path(text or ".")
    return parse_key(path.read_text().strip() if path.is_file() else text) if text else None

def batch(folder):
    found = False
    for path in sorted(pathlib.Path(folder).glob("*.export")):
        try:
            heads = read_heads(io.BytesIO(path.with_suffix(".heads").read_bytes()))
            check = Check(Export(io.BytesIO(path.read_bytes())), heads, key_of(str(path.with_suffix(".key"))))
            check.run()
            told = "; ".join(check.faults)
        except Unreadable:
            told = "unreadable"
        found = found or told != ""
        print(f"{path.stem}\t{told}")
    return 4 if found else 0

def one(arguments):
    outside = []
    for name in arguments.heads:
        with open(name, "rb") as stream:
            outside += read_heads(stream)
    with open(arguments.export, "rb") as stream:
        check = Check(Export(stream), outside, key_of(arguments.key))
        entries = check.run()
    for fault in check.faults:
        print(fault)
    if not check.faults:
        print(f"good: {entries} entries, {check.good} of them covered by heads; {check.heads} heads fit")
    return 4 if check.faults else 0

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export", nargs="?", metavar="EXPORT")
    parser.add_argument("--heads", action="append", default=[], metavar="FILE")
    parser.add_argument("--key")
    parser.add_argument("--batch", metavar="FOLDER")
    arguments = parser.parse_args()
    if bool(arguments.export) == bool(arguments.batch):
        parser.error("give an export or a folder")
    try:
        return batch(arguments.batch) if arguments.batch else one(arguments)
    except (Unreadable, OSError, ValueError) as error:
        print(f"unreadable: {error}", file=sys.stderr)
        return 1

if __name__ == "__main__":
    sys.exit(main())
