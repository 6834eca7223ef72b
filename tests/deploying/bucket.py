"""A bucket for one test: as much of S3 over HTTP as rclone asks for. Writes down every change, in order, with its type.

    bucket.py PORT LOG

Objects are kept in memory and listed in the order of their names, as S3 does. Nobody is asked who they are.
"""

import hashlib
import sys
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

objects = {}
log = open(sys.argv[2], "a", buffering=1, encoding="utf-8")


class Bucket(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def key(self):
        """The name of the object asked for; empty for the bucket itself."""
        path = unquote(urlsplit(self.path).path).lstrip("/")
        return path.partition("/")[2]

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_GET(self):
        if self.key():
            return self.do_HEAD()
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        prefix, delimiter = asked.get("prefix", ""), asked.get("delimiter", "")
        contents, folders = [], set()
        for key, (data, tag, kind, own) in sorted(objects.items()):
            if not key.startswith(prefix):
                continue
            rest = key[len(prefix) :]
            if delimiter and delimiter in rest:
                folders.add(prefix + rest.split(delimiter)[0] + delimiter)
                continue
            contents.append(
                f"<Contents><Key>{escape(key)}</Key><LastModified>2026-11-22T00:00:00.000Z</LastModified>"
                f"<ETag>&quot;{tag}&quot;</ETag><Size>{len(data)}</Size><StorageClass>STANDARD</StorageClass></Contents>"
            )
        contents += [f"<CommonPrefixes><Prefix>{escape(name)}</Prefix></CommonPrefixes>" for name in sorted(folders)]
        body = (
            '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
            f"<IsTruncated>false</IsTruncated><Prefix>{escape(prefix)}</Prefix>{''.join(contents)}</ListBucketResult>"
        )
        self.answer(200, body.encode(), Content_Type="application/xml")

    def do_HEAD(self):
        found = objects.get(self.key())
        if found is None:
            return self.answer(404 if self.key() else 200)
        data, tag, kind, own = found
        headers = {"ETag": f'"{tag}"', "Content_Type": kind, "Content_Length": str(len(data))}
        headers["Last_Modified"] = formatdate(1795305600, usegmt=True)
        self.answer(200, data, **headers, **own)

    def do_PUT(self):
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        key = self.key()
        if not key:
            return self.answer(200)
        tag = hashlib.md5(data).hexdigest()
        own = {name: value for name, value in self.headers.items() if name.lower().startswith("x-amz-meta-")}
        word = "CHANGED" if key in objects else "NEW"
        objects[key] = (data, tag, self.headers.get("Content-Type", ""), own)
        log.write(f"{word}\t{key}\t{self.headers.get('Content-Type', '')}\n")
        self.answer(200, ETag=f'"{tag}"')

    def do_DELETE(self):
        if objects.pop(self.key(), None):
            log.write(f"GONE\t{self.key()}\t\n")
        self.answer(204)

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Bucket).serve_forever()
