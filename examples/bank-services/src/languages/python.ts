import type { Call } from './chosen.ts';

/** `items.checkMany` → `items_check_many` */
const snake = (name: string): string =>
  name.replace('.', '_').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const method = ({ id, method: verb, path, summary, inPath, inQuery, body }: Call): string => {
  const named = [
    'self',
    ...inPath.map((name) => `${snake(name)}: str`),
    ...(body === null ? [] : ['body: dict[str, Any]']),
    ...inQuery.map((name) => `${snake(name)}: str | None = None`),
  ];
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `{quote(${snake(name)}, safe='')}`);
  const query = inQuery.map((name) => `'${name}': ${snake(name)}`).join(', ');
  const further = [...(body === null ? [] : ['body=body']), ...(inQuery.length === 0 ? [] : [`query={${query}}`])];
  return `    def ${snake(id)}(${named.join(', ')}) -> Any:
        """${summary}.${body === null ? '' : ` The body: ${body.join(', ')}.`}"""
        return self._call('${verb}', ${inPath.length === 0 ? '' : 'f'}"${filled}"${further.map((argument) => `, ${argument}`).join('')})
`;
};

/** A client in Python, with nothing but its standard library. */
export const pythonOf = (calls: readonly Call[]): string => `"""Miji from Python: the standard library is enough.

Written by \`npm run other-languages\` from the server’s OpenAPI document; change the generator, not this file.
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

${calls.map(method).join('\n')}

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
`;
