"""Runs a program whose packages are not there: whatever is taken from them, built of them or called on them works
and is written down. A thing is known by how it was made and by what was done to it since, so that a shared one that
remembers something of an earlier invocation does not pass for a new one.
"""

import asyncio
import copy
import importlib
import importlib.abc
import importlib.machinery
import io
import json
import os
import random
import re
import shutil
import sys
import time
import types

# An argument with this word in it makes a call fail.
FAILING = re.compile("boom")
# A URL with this word in it answers with a cookie, which a session keeps.
GIVES_COOKIE = re.compile("login")
SESSION = r"boto3(\.session)?\.Session\([^()]*\)|boto3|aioboto3\.Session\(\)"
BUILDS = re.compile(
    rf"^(({SESSION})\.(client|resource)|boto3(\.session)?\.Session|aioboto3\.Session"
    rf"|({SESSION})\.resource\(.*\)\.(Table|Queue|Bucket|Topic)"
    r"|botocore\.session\.get_session(\(\)\.create_client)?|requests\.(sessions\.)?[Ss]ession"
    r"|(pymysql|psycopg2?|mongoengine|MySQLdb|mysql\.connector|pg8000|pyodbc|oracledb)\.connect|psycopg_pool\.\w+"
    r"|redis\.(Redis|StrictRedis|from_url|Redis\.from_url)|sqlalchemy\.create_engine|pymongo\.MongoClient"
    r"|stripe\.StripeClient|httpx\.(Async)?Client|aiohttp\.ClientSession|urllib3\.PoolManager)$"
)
# What only says something, and what is asked of nobody.
PLAIN = re.compile(r"(^|\.)[A-Z]\w*$")
CLOSES = re.compile(r"\.(close|aclose|quit|disconnect|dispose)$")
REGISTERS = re.compile(r"\.(meta\.events\.\w+|mount|headers\.\w+|cookies\.\w+|set_\w+)$")

constructions = []
calls = []
loaded = []
settings = []
exception_types = {}
downloaded = set()


class Thing:
    def __init__(self, label, owner=None, result=False):
        put = object.__setattr__
        put(self, "_label", label)
        put(self, "_owner", owner)
        put(self, "_children", {})
        put(self, "_changes", [])
        put(self, "_closed", False)
        put(self, "_result", result)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        # What a connection knows of itself.
        if name in ("closed", "open") and self._owner is None and not self._result:
            return self._closed == (name == "closed")
        if re.search(r"\.exceptions$|^[\w.]+$", self._label) and re.search(r"(Error|Exception|Timeout)$", name):
            return exception_type(name)
        return self._child(name, f".{name}")

    def _child(self, key, suffix):
        if key not in self._children:
            self._children[key] = Thing(self._label + suffix, self._owner or self)
        return self._children[key]

    def __setattr__(self, name, value):
        self._change(f".{name} = {show(value)}")
        self._children[name] = value

    def __setitem__(self, key, value):
        self._change(f"[{show(key)}] = {show(value)}")
        self._children[("item", show(key))] = value

    def _change(self, what):
        owner = self._owner or self
        owner._changes.append(self._label[len(owner._label) :] + what)

    def __getitem__(self, key):
        return self._child(("item", show(key)), f"[{show(key)}]")

    def __call__(self, *args, **kwargs):
        # A decorator gives back what it decorates.
        if len(args) == 1 and not kwargs and isinstance(args[0], types.FunctionType):
            return args[0]
        owner = self._owner or self
        shown = ", ".join([*map(show, args), *(f"{key}={show(value)}" for key, value in kwargs.items())])
        text = f"{self._label}({shown})"
        if BUILDS.match(self._label):
            made = Thing(text + (f" under {settings}" if settings and text.startswith("boto3") else ""))
            constructions.append(made._label)
            return made
        # What is set again in the same way decides nothing anew.
        if self._label == "boto3.setup_default_session" and settings[-1:] != [text]:
            settings.append(text)
        if PLAIN.search(self._label):
            return Thing(text)
        if owner._closed:
            raise RuntimeError(f"{owner._label} is closed")
        calls.append(f"{text} after {owner._changes}" if owner._changes else text)
        if CLOSES.search(self._label):
            object.__setattr__(owner, "_closed", True)
        if REGISTERS.search(self._label):
            owner._changes.append(text[len(owner._label) :])
        if GIVES_COOKIE.search(text):
            owner._changes.append("a cookie")
        if FAILING.search(text):
            raise exception_type("ResourceNotFoundException")(f"{text} failed")
        if self._label.endswith(".download_file"):
            download(kwargs.get("Filename") or args[-1], text)
        return Thing(text, result=True)

    def __iter__(self):
        return iter([self._child(("item", "0"), "[0]"), self._child(("item", "1"), "[1]")])

    def __len__(self):
        return 2

    def __bool__(self):
        return True

    def __contains__(self, item):
        return True

    def __str__(self):
        return show(self)

    __repr__ = __str__

    def __format__(self, spec):
        return show(self)

    def __int__(self):
        return len(self._label)

    __index__ = __int__

    def __float__(self):
        return float(len(self._label))

    def __add__(self, other):
        return Thing(f"({self._label} + {show(other)})")

    def __radd__(self, other):
        return Thing(f"({show(other)} + {self._label})")

    def __eq__(self, other):
        return show(self) == show(other)

    def __hash__(self):
        return hash(self._label)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        # A connection of psycopg2 is left open.
        if not self._label.startswith("psycopg2."):
            object.__setattr__(self._owner or self, "_closed", True)
        return False

    async def __aenter__(self):
        return self.__enter__()

    async def __aexit__(self, *error):
        return self.__exit__(*error)

    def __await__(self):
        return self
        yield

    async def __aiter__(self):
        for item in iter(self):
            yield item


def download(path, text):
    """What is in a file says how it got there."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    downloaded.add(path)


def show(value):
    if isinstance(value, Thing):
        return value._label + (f"{value._changes}" if value._changes else "")
    if isinstance(value, dict):
        return "{" + ", ".join(f"{show(key)}: {show(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple, set, frozenset)):
        return f"{type(value).__name__}({', '.join(map(show, value))})"
    if callable(value):
        return "a function"
    if isinstance(value, (types.GeneratorType, map, filter, zip)):
        return f"a generator of {show(list(value))}"
    if type(value).__module__ not in ("builtins", "datetime", "decimal", "pathlib", "asyncio"):
        return f"{type(value).__name__}({show(getattr(value, '__dict__', {}))})"
    return repr(value)


def exception_type(name):
    if name not in exception_types:
        base = Exception if name == "ClientError" else exception_type("ClientError")
        exception_types[name] = type(name, (base,), {"response": {"Error": {"Code": name}}})
    return exception_types[name]


class StandInModule(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        known = sys.modules.get(f"{self.__name__}.{name}")
        if known is not None:
            return known
        if re.search(r"(Error|Exception|Timeout)$", name):
            return exception_type(name)
        thing = Thing(f"{self.__name__}.{name}")
        object.__setattr__(self, name, thing)
        return thing


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds what nobody else finds, so it stands at the end."""

    def find_spec(self, fullname, path=None, target=None):
        if fullname.partition(".")[0] in sys.stdlib_module_names:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec):
        loaded.append(spec.name)
        return StandInModule(spec.name)

    def exec_module(self, module):
        # `from package import *` brings what programs use most.
        if module.__name__ == "boto3":
            module.__all__ = ["client", "resource", "Session"]


class Printed(io.TextIOBase):
    def write(self, text):
        if text.strip():
            calls.append(f"print {text.rstrip()}")
        return len(text)


def drive(coroutine):
    """Nothing here waits for anything, so every coroutine runs through."""
    try:
        while True:
            coroutine.send(None)
    except StopIteration as end:
        return end.value


async def gather(*coroutines, **options):
    return [await it for it in coroutines]


def take():
    observed = {"constructions": constructions[:], "calls": calls[:]}
    constructions.clear()
    calls.clear()
    return observed


def ticking():
    """Time goes on, and chance changes, with each look at them, and in each run alike."""
    looks = 0

    def look():
        nonlocal looks
        looks += 1
        return looks

    time.time = lambda: 1e9 + look()
    random.random = lambda: look() * 0.618 % 1


def run(text):
    program = json.loads(text)
    ticking()
    directory = "/program"
    shutil.rmtree(directory, ignore_errors=True)
    for path, content in program["files"].items():
        os.makedirs(os.path.dirname(f"{directory}/{path}"), exist_ok=True)
        with open(f"{directory}/{path}", "w", encoding="utf-8", newline="") as file:
            file.write(content)
    before = set(sys.modules)
    kept = (sys.path[:], dict(os.environ), sys.stdout, asyncio.run, asyncio.gather)
    for record in (constructions, calls, loaded, settings):
        record.clear()
    exception_types.clear()
    for path in downloaded:
        os.remove(path)
    downloaded.clear()
    finder = Finder()
    sys.meta_path.append(finder)
    sys.dont_write_bytecode = True
    # All caches would be those of the standard library as well, which stays as it is.
    for path in [it for it in sys.path_importer_cache if it.startswith(directory)]:
        del sys.path_importer_cache[path]
    entry = program["entry"]
    root = f"{directory}/{entry['root']}".rstrip("/")
    try:
        sys.path.insert(0, root)
        os.environ.clear()
        os.environ.update(program["environment"])
        sys.stdout = Printed()
        asyncio.run = drive
        asyncio.gather = gather
        return json.dumps(invocations(entry, root, directory, program["events"]))
    finally:
        sys.path[:], environment, sys.stdout, asyncio.run, asyncio.gather = kept
        os.environ.clear()
        os.environ.update(environment)
        sys.meta_path.remove(finder)
        for name in set(sys.modules) - before:
            if name.partition(".")[0] not in sys.stdlib_module_names:
                del sys.modules[name]


def invocations(entry, root, directory, events):
    name = f"{directory}/{entry['path']}"[len(root) + 1 :].removesuffix(".py").removesuffix("/__init__")
    handler = failure = None
    try:
        handler = importlib.import_module(name.replace("/", "."))
        for part in entry["symbol"].split("."):
            handler = getattr(handler, part)
    except Exception as error:
        failure = f"throws {type(error).__name__}: {error}"
    loading = take()
    results = []
    for event in events:
        outcome = failure or outcome_of(handler, event)
        results.append({**take(), "outcome": outcome})
    return {"loading": loading, "invocations": results, "loaded": loaded[:]}


def outcome_of(handler, event):
    try:
        result = handler(copy.deepcopy(event), types.SimpleNamespace(aws_request_id="request"))
        if asyncio.iscoroutine(result):
            result = drive(result)
        return show(result)
    except Exception as error:
        return f"throws {type(error).__name__}: {error}"


def refusal(path, text):
    try:
        compile(text, path, "exec", dont_inherit=True)
        return ""
    except (SyntaxError, ValueError) as error:
        return f"{type(error).__name__}: {error}"
