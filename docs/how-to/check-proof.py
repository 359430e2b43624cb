"""Check a proof of weft audit prove with nothing but SHA-256: python3 check-proof.py proof.json"""

import base64
import hashlib
import json
import struct
import sys


def sha256(data):
    return hashlib.sha256(data).digest()


def text(data, at):
    """Read a text: its length in two bytes, then UTF-8."""
    length = int.from_bytes(data[at : at + 2], "big")
    return data[at + 2 : at + 2 + length].decode(), at + 2 + length


def root(leaf):
    """Go from a leaf to the root, as RFC 9162, section 2.1.3.2, says."""
    node, last = leaf["index"], leaf["size"] - 1
    value = sha256(b"\0" + base64.b64decode(leaf["bytes"]))
    for beside in map(bytes.fromhex, leaf["path"]):
        require(last > 0, "a path is too long")
        if node % 2 == 1 or node == last:
            value = sha256(b"\1" + beside + value)
            while node % 2 == 0 and node != 0:
                node, last = node // 2, last // 2
        else:
            value = sha256(b"\1" + value + beside)
        node, last = node // 2, last // 2
    require(last == 0, "a path is too short")
    return value


def require(holds, otherwise):
    if not holds:
        sys.exit("does not hold: " + otherwise)


def place_of(snapshots, twin):
    """Find where a twin stands: fleet, block, place."""
    form, fleet, block, count = struct.unpack_from(">BIIH", snapshots)
    require(form == 2, "the first leaf is no snapshots")
    at = 11
    for _ in range(count):
        place = int.from_bytes(snapshots[at : at + 2], "big")
        name, at = text(snapshots, at + 2)
        _, at = text(snapshots, at + 8)
        at += 4 + int.from_bytes(snapshots[at : at + 4], "big")
        if name == twin:
            return fleet, block, place
    sys.exit("does not hold: twin " + twin + " is not in the snapshots")


def entry_in(readings, where):
    """Read version, time and numbers of the twin at a place."""
    form, fleet, block, k, q, d, s, low, high, one, same = struct.unpack_from(">BIIHHHHQQBB", readings)
    lanes = [lane for lane in range(128) if ((low, high)[lane // 64] >> lane % 64) & 1]
    require(form == 1 and (fleet, block) == where[:2] and where[2] in lanes, "the second leaf is of others")
    n, i = len(lanes), lanes.index(where[2])
    at = 35
    versions = struct.unpack_from(">%dq" % (1 if one else n), readings, at)
    at += 8 * len(versions)
    times = struct.unpack_from(">%dd" % (1 if same else n), readings, at)
    at += 8 * len(times)
    columns = struct.unpack_from(">%dd" % ((k + q + 1 + d + s) * n), readings, at)[i::n]
    return versions[0 if one else i], times[0 if same else i], columns[: k + q + 1 + d], k, q


proof = json.load(open(sys.argv[1], encoding="utf-8"))
twin = proof["twin"]
links = [base64.b64decode(link) for link in proof["links"]]
hashes = [sha256(link).hex() for link in links]
for before, link in zip(hashes, links[1:]):
    require(text(link, 0)[0] == before, "a link does not follow from the one before")
entry = links[proof["link"]]
if proof["leaves"]:
    for leaf in proof["leaves"]:
        require(root(leaf) == links[leaf["link"]][-32:], "a leaf is not under its root")
    snapshots, readings = (base64.b64decode(leaf["bytes"]) for leaf in proof["leaves"])
    require(proof["leaves"][1]["link"] == proof["link"], "the readings are of another link")
    version, time, columns, k, q = entry_in(readings, place_of(snapshots, twin))
    print("twin %s, version %d, at %.15g s" % (twin, version, time))
    print("inputs", columns[:k], "outputs", columns[k : k + q], "weights after", columns[k + q + 1 :])
else:
    named, at = text(entry, 74)
    require(named == twin, "the link is of another twin")
    version = int.from_bytes(entry[at : at + 8], "big")
    print("twin %s, version %d" % (twin, version))
require(version == proof["version"], "it is another version")
require(hashes[-1] == proof["end"], "the last link has another hash")
if "checkpoint" in proof:
    require(proof["checkpoint"].split(" ")[3] == hashes[-1], "the checkpoint signs another hash")
    print("signed:", proof["checkpoint"])
print("ends in", hashes[-1])
