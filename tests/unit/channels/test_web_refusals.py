"""How the web channel names who asks, and what becomes of a fault."""

from __future__ import annotations

import json
import logging
from types import SimpleNamespace

import pytest

from assistant.channels.web_access import Access
from assistant.channels.web_refusals import address_of, refusing


@pytest.mark.parametrize(
    ("ip", "forwarded", "counted"),
    [
        ("192.0.2.7", "", "192.0.2.7"),
        ("192.0.2.7", "198.51.100.1", "198.51.100.1"),
        ("::ffff:192.0.2.7", "", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "", "2001:db8:1:3::/64"),
        ("10.0.0.1", "[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "", "fe80::/64"),
        ("10.0.0.1", "_hidden", "_hidden"),
        ("", "", ""),
    ],
)
def test_a_visitor_is_known_by_his_address_or_his_network(ip, forwarded, counted):
    assert address_of(SimpleNamespace(ip=ip, remote_addr=forwarded)) == counted


@pytest.mark.parametrize("responded", [False, True])
async def test_a_fault_of_a_handler_is_told_as_json_and_logged(caplog, responded):
    async def faulty(_):
        raise ZeroDivisionError("an inner matter")

    request = SimpleNamespace(headers={}, method="GET", path="/webhooks/web/history", responded=responded)
    with caplog.at_level(logging.ERROR):
        response = await refusing(faulty, Access([]))(request)
    assert "/webhooks/web/history" in caplog.text and "ZeroDivisionError" in caplog.text
    if responded:
        assert response is None, "what has begun to be sent is ended"
    else:
        assert response.status == 500 and json.loads(response.body)["code"] == "fault" and b"inner" not in response.body
