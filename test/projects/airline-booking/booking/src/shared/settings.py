"""Settings that may change between deployments, kept in Parameter Store."""

import os

import boto3

_ssm = None


def get_ssm():
    # Most invocations need no setting at all, so the client waits for the first that does.
    global _ssm
    if _ssm is None:
        _ssm = boto3.client("ssm")
    return _ssm


def get_setting(name):
    path = f"/airline/{os.environ['STAGE']}/{name}"
    return get_ssm().get_parameter(Name=path, WithDecryption=True)["Parameter"]["Value"]
