"""Miji from Python: the standard library is enough.

Written by `npm run other-languages` from the server’s OpenAPI document; change the generator, not this file.
Python 3.10 or later.
"""

from __future__ import annotations

import json
import os
import sys
import uuid
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen


class Refusal(Exception):
    """The one error of Miji: a stable code, and the article it rests on."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(body.get('code', 'UNAVAILABLE'))
        self.status = status
        self.code: str = body.get('code', 'UNAVAILABLE')
        self.article: str | None = body.get('article')


class Miji:
    """Calls of a service, for a person of its company. Fields with a star have to be there."""

    def __init__(self, url: str, key: str, on_behalf_of: str | None = None, timeout: float = 15) -> None:
        self._url = url.rstrip('/')
        self._headers = {'authorization': f'Bearer {key}'}
        if on_behalf_of is not None:
            self._headers['miji-on-behalf-of'] = on_behalf_of
        self._timeout = timeout

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None, query: dict[str, str | None] | None = None) -> Any:
        asked = urlencode({name: value for name, value in (query or {}).items() if value is not None})
        address = self._url + path + ('?' + asked if asked else '')
        headers = dict(self._headers)
        data = None
        if method == 'POST':
            # It names this sending. An act that is sent again is named by the idempotencyKey in its body.
            headers |= {'content-type': 'application/json', 'idempotency-key': str(uuid.uuid4())}
            data = json.dumps(body or {}).encode()
        try:
            with urlopen(Request(address, data, headers, method=method), timeout=self._timeout) as answer:
                return json.load(answer)
        except HTTPError as refused:
            with refused:
                try:
                    said = json.load(refused)
                except ValueError:
                    said = {}
            raise Refusal(refused.code, said) from None

    def items_register(self, body: dict[str, Any]) -> Any:
        """Register an item. The body: title*, catalogueCode*, level*, levelReason, basis*, period*, issuedOn*, responsibleManagerId*, departmentId, range*, regimes, line, sources, customer, scopeOverride, content, upload, paper, idempotencyKey*."""
        return self._call('POST', "/api/v1/items", body=body)

    def items_get(self, number: str) -> Any:
        """An item without its content."""
        return self._call('GET', f"/api/v1/items/{quote(number, safe='')}")

    def items_read(self, number: str) -> Any:
        """The text of an item, traced."""
        return self._call('GET', f"/api/v1/items/{quote(number, safe='')}/content")

    def access_check(self, body: dict[str, Any]) -> Any:
        """Ask the law one question. The body: item*, operation*, necessity."""
        return self._call('POST', "/api/v1/access/check", body=body)

    def access_check_many(self, body: dict[str, Any]) -> Any:
        """Ask the law up to a hundred questions. The body: questions*."""
        return self._call('POST', "/api/v1/access/check-many", body=body)

    def requests_file(self, body: dict[str, Any]) -> Any:
        """Ask for something to be taken out of an item, lent or destroyed. The body: item*, particulars*, terms, purpose*, necessity, idempotencyKey*."""
        return self._call('POST', "/api/v1/requests", body=body)

    def requests_get(self, number: str) -> Any:
        """A request with what deciding it needs."""
        return self._call('GET', f"/api/v1/requests/{quote(number, safe='')}")

    def grants_list(self, box: str | None = None, cursor: str | None = None, limit: str | None = None) -> Any:
        """The caller’s grants, or those he has given."""
        return self._call('GET', "/api/v1/grants", query={'box': box, 'cursor': cursor, 'limit': limit})

    def grants_use(self, grant: str, body: dict[str, Any]) -> Any:
        """Use a grant once: the next copy. The body: from, idempotencyKey*."""
        return self._call('POST', f"/api/v1/grants/{quote(grant, safe='')}/copies", body=body)

    def organisation_people(self, company: str | None = None, search: str | None = None, cursor: str | None = None, limit: str | None = None) -> Any:
        """People of a company, with their posts."""
        return self._call('GET', "/api/v1/people", query={'company': company, 'search': search, 'cursor': cursor, 'limit': limit})


def main() -> None:
    """Reads an item for a person, if he may know it: MIJI_URL, MIJI_API_KEY, PERSON, ITEM."""
    miji = Miji(os.environ['MIJI_URL'], os.environ['MIJI_API_KEY'], os.environ['PERSON'])
    item = os.environ['ITEM']
    try:
        decision = miji.access_check({'item': item, 'operation': 'copy'})
        read = miji.items_read(item)
    except Refusal as refused:
        # Outside the range and never issued are one answer.
        json.dump({'code': refused.code, 'status': refused.status}, sys.stdout)
        return
    json.dump({'mark': read['mark'], 'text': read['text'], 'copy': decision['code']}, sys.stdout, ensure_ascii=False)


if __name__ == '__main__':
    sys.stdout.reconfigure(encoding='utf-8')
    main()
