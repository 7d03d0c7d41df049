"""Settings that may change between deployments, kept in Parameter Store."""

import os
import time

import boto3

KEPT_FOR_SECONDS = 300

_ssm = None
_settings = {}


def get_ssm():
    # Most invocations need no setting at all, so the client waits for the first that does.
    global _ssm
    if _ssm is None:
        _ssm = boto3.client("ssm")
    return _ssm


def get_setting(name):
    path = f"/airline/{os.environ['STAGE']}/{name}"
    value, read_at = _settings.get(path, (None, 0))
    if time.time() - read_at > KEPT_FOR_SECONDS:
        value = get_ssm().get_parameter(Name=path, WithDecryption=True)["Parameter"]["Value"]
        _settings[path] = (value, time.time())
    return value
