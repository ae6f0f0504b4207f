"""The shop of the fault suite in a container. Its column is named for its version: no other version can live with it."""
import http.server
import json
import os
import sys

import psycopg2

VERSION = os.environ["VERSION"]
COLUMN = "amount_" + VERSION.replace(".", "_")
STATIC = "/static/version"
MAINTENANCE = "/state/maintenance"


def connect():
    connection = psycopg2.connect(os.environ["DATABASE_URL"], connect_timeout=5)
    connection.autocommit = True
    return connection


def execute(statement, values=()):
    connection = connect()
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else None
    finally:
        connection.close()


def migrate():
    """As often as one likes: renames whatever the column is called."""
    [(name,)] = execute(
        "select column_name from information_schema.columns where table_name = 'orders' and starts_with(column_name, 'amount')"
    )
    if name != COLUMN:
        execute(f"alter table orders rename column {name} to {COLUMN}")


def collect():
    with open(STATIC + ".new", "w") as file:
        file.write(VERSION)
    os.replace(STATIC + ".new", STATIC)


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/version":
            return self.answer(200, VERSION)
        with open(STATIC) as file:
            collected = file.read()
        if collected != VERSION:
            return self.answer(500, f"the static files are those of {collected}")
        try:
            execute(f"select {COLUMN} from orders limit 0")
            self.answer(200, "healthy")
        except psycopg2.Error as error:
            self.answer(500, str(error))

    def do_POST(self):
        order = json.loads(self.body())
        if os.path.exists(MAINTENANCE):
            return self.answer(503, "maintenance")
        try:
            execute(
                f"insert into orders (id, customer, {COLUMN}) values (%s, %s, %s)",
                (order["id"], order["customer"], order["amount"]),
            )
            self.answer(201, "taken")
        except psycopg2.Error as error:
            self.answer(500, str(error))

    def body(self):
        """In chunks, as .NET sends what it does not know the length of."""
        if "Content-Length" in self.headers:
            return self.rfile.read(int(self.headers["Content-Length"]))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def answer(self, code, text):
        self.send_response(code)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *arguments):
        pass


def serve():
    http.server.ThreadingHTTPServer(("", 80), Handler).serve_forever()


{"serve": serve, "migrate": migrate, "collect": collect}[sys.argv[1]]()
