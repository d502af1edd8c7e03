"""The kernel as judge: loads rulesets into a node's network namespace and connects to and from port 179 of it.

Reads a line of JSON for each ruleset, {"steps": [[command, ...], text] ..., "lists": [[command, ...] ...]}, and answers with one:
{"error": text} where a step failed, or {"connections": {"in 4": true, ...}, "lists": [text, ...]}.

No answer rests on a time that was too short. The two ends are one thread on one CPU, whose packets go through one queue, and a
frame that no ruleset sees follows them: once it has come, all that was before it has come or never will.
"""

import ctypes
import errno
import json
import os
import socket
import struct
import subprocess
import sys

CLONE_NEWNET = 0x40000000
BGP = 179
ADDRESSES = {"node": ("192.0.2.1", "2001:db8::1"), "peer": ("192.0.2.2", "2001:db8::2")}
ETHERS = {"node": "02:00:00:00:00:01", "peer": "02:00:00:00:00:02"}
# Of local experiments (IEEE 802).
ETHERTYPE = 0x88B5
ETH_P_ALL = 3

libc = ctypes.CDLL(None, use_errno=True)


def call(function, *arguments):
    if function(*arguments) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def new_namespace():
    call(libc.unshare, CLONE_NEWNET)
    return os.open("/proc/self/ns/net", os.O_RDONLY | os.O_CLOEXEC)


def run(command, text=""):
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


class End:
    def __init__(self, name):
        self.name = name
        self.namespace = new_namespace()
        self.other = "peer" if name == "node" else "node"

    def enter(self):
        call(libc.setns, self.namespace, CLONE_NEWNET)

    def configure(self):
        self.enter()
        run(["ip", "link", "set", "eth0", "address", ETHERS[self.name]])
        for address, length in zip(ADDRESSES[self.name], (24, 64)):
            run(["ip", "address", "add", f"{address}/{length}", "dev", "eth0", *(["nodad"] if length == 64 else [])])
        run(["ip", "link", "set", "lo", "up"])
        run(["ip", "link", "set", "eth0", "up"])
        # A ruleset may drop what asks for these.
        for address in ADDRESSES[self.other]:
            run(["ip", "neighbour", "replace", address, "lladdr", ETHERS[self.other], "dev", "eth0", "nud", "permanent"])

    def listen(self):
        self.enter()
        self.listeners = {}
        for family, kind in ((4, socket.AF_INET), (6, socket.AF_INET6)):
            listener = socket.socket(kind, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
            if family == 6:
                listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            listener.bind((ADDRESSES[self.name][family == 6], BGP))
            listener.listen(64)
            self.listeners[family] = listener
        # What asks for all types is given a frame before rules at ingress are asked.
        self.frames = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
        self.frames.bind(("eth0", ETH_P_ALL))
        self.frames.settimeout(30)


def frame(to, number):
    destination = bytes.fromhex(ETHERS[to].replace(":", ""))
    return destination + b"\x02\0\0\0\0\x09" + struct.pack("!HQ", ETHERTYPE, number) + bytes(46)


class Lab:
    def __init__(self):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        self.node, self.peer = End("node"), End("peer")
        self.sent = 0
        self.node.enter()
        path = f"/proc/{os.getpid()}/fd/{self.peer.namespace}"
        run(["ip", "link", "add", "eth0", "type", "veth", "peer", "name", "eth0", "netns", path])
        for end in (self.node, self.peer):
            end.configure()
        for end in (self.node, self.peer):
            end.listen()

    def settle(self):
        """Returns once all that was sent has come, what was sent in answer to it, and in answer to that."""
        for _ in range(4):
            self.sent += 1
            expected = frame("node", self.sent)
            self.peer.frames.send(expected)
            while self.node.frames.recv(2048)[: len(expected)] != expected:
                pass

    def connects(self, here, there, family):
        """True if a connection opens and a byte gets through it each way."""
        here.enter()
        kind = socket.AF_INET if family == 4 else socket.AF_INET6
        reset = struct.pack("ii", 1, 0)
        client = socket.socket(kind, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
        server = None
        try:
            if client.connect_ex((ADDRESSES[there.name][family == 6], BGP)) not in (0, errno.EINPROGRESS):
                return False
            self.settle()
            client.send(b"a")
            self.settle()
            server, _ = there.listeners[family].accept()
            server.setblocking(False)
            server.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
            if server.recv(8) != b"a":
                return False
            server.send(b"b")
            self.settle()
            return client.recv(8) == b"b"
        except OSError:
            return False
        finally:
            client.close()
            if server is not None:
                server.close()
            self.settle()
            self.drain()

    def drain(self):
        """Closes what was opened and never spoken to."""
        for end in (self.node, self.peer):
            for listener in end.listeners.values():
                while True:
                    try:
                        left, _ = listener.accept()
                    except OSError:
                        break
                    left.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    left.close()

    def judge(self, experiment):
        self.node.enter()
        try:
            for command, text in experiment["steps"]:
                run(command, text)
            lists = [run(command) for command in experiment["lists"]]
        except RuntimeError as error:
            return {"error": str(error)}
        connections = {}
        for family in (4, 6):
            connections[f"in {family}"] = self.connects(self.peer, self.node, family)
            connections[f"out {family}"] = self.connects(self.node, self.peer, family)
        return {"connections": connections, "lists": lists}


lab = Lab()
print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    print(json.dumps(lab.judge(json.loads(line))), flush=True)
