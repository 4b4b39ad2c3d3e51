"""The container's health check: `python -m telework.probe [/livez|/readyz]`, exit status 0 when it says 200.

Asks as a host that the application accepts; plain HTTP, because TLS ends at the proxy.
"""

import http.client
import os
import sys

PORT = 8000
SECONDS = 4


def answer(path: str, port: int = PORT) -> int:
    """The HTTP status of `path` on this machine."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("GET", path, headers={"Host": host})
        return connection.getresponse().status
    finally:
        connection.close()


if __name__ == "__main__":
    wanted = sys.argv[1] if len(sys.argv) > 1 else "/livez"
    sys.exit(answer(wanted) != http.client.OK)
