"""What an operator may set."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from assistant.channels.web_settings import WebSettings, session_secret


def test_without_settings_only_the_own_site_may():
    assert WebSettings.read(None).origins == []


def test_the_environment_wins(monkeypatch):
    monkeypatch.setenv("WEB_ORIGINS", "https://a.example, http://b.example:8080/")
    monkeypatch.setenv("WEB_MESSAGES_PER_ADDRESS", "7")
    settings = WebSettings.read({"origins": ["https://c.example"], "messages_per_minute": 5})
    assert settings.origins == ["https://a.example", "http://b.example:8080"]
    assert (settings.messages_per_minute, settings.messages_per_minute_per_address) == (5, 7)


@pytest.mark.parametrize(
    "wrong", [{"origins": ["*"]}, {"origins": ["example.org"]}, {"origins": ["https://a.example/path"]}, {"messages_per_minute": 0}, {"unknown": 1}]
)
def test_a_setting_that_is_none_is_named(wrong):
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        WebSettings.read(wrong)


def test_the_address_limits_are_the_environments_too(monkeypatch):
    for name, value in (("WEB_MESSAGES_PER_ADDRESS", "7"), ("WEB_SESSIONS_PER_ADDRESS", "8"), ("WEB_CALLS_PER_ADDRESS", "9")):
        monkeypatch.setenv(name, value)
    settings = WebSettings.read({})
    assert (settings.messages_per_minute_per_address, settings.sessions_per_minute_per_address, settings.calls_per_minute_per_address) == (7, 8, 9)


def test_the_secret_is_made_once_and_kept(monkeypatch, tmp_path):
    monkeypatch.delenv("WEB_SESSION_SECRET", raising=False)
    monkeypatch.setenv("TRACKER_DB", str(tmp_path / "new" / "c.db"))
    secret = session_secret()
    assert len(secret) >= 32 and session_secret() == secret
    assert (tmp_path / "new" / "web_session_secret").stat().st_mode & 0o777 == 0o600


def test_the_secret_of_the_environment_counts_if_it_is_long_enough(monkeypatch):
    monkeypatch.setenv("WEB_SESSION_SECRET", "x" * 32)
    assert session_secret() == b"x" * 32
    monkeypatch.setenv("WEB_SESSION_SECRET", "short")
    with pytest.raises(ValueError, match="5 characters"):
        session_secret()


def test_an_empty_secret_file_is_told(monkeypatch, tmp_path):
    monkeypatch.delenv("WEB_SESSION_SECRET", raising=False)
    monkeypatch.setenv("TRACKER_DB", str(tmp_path / "c.db"))
    (tmp_path / "web_session_secret").write_text("")
    with pytest.raises(ValueError, match="delete it"):
        session_secret()
