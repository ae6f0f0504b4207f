"""Answers as Orion's processor, GraphQL server, auth API and export do, and lives on a PostgreSQL as they do."""

import json
import os
import sys
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psycopg2
import psycopg2.extras

VERSION = json.load(open("package.json"))["version"]
EXPORT = "db/export/export.json"
BLOCKS = 60  # that an empty database is behind the chain


def chain():
    return int(time.time() * 2) - 3_000_000_000


def connect():
    return psycopg2.connect(
        host=os.environ["DB_HOST"],
        port=os.environ["DB_PORT"],
        dbname=os.environ["DB_NAME"],
        user="postgres",
        password=os.environ["DB_PASS"],
        connect_timeout=3,
    )


def run(sql, *values):
    connection = connect()
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def migrate():
    """There are no migrations from one version to another: a schema is made, or is that of this version."""
    if run("select to_regclass('orion_version')")[0][0] is None:
        source = ", source text not null" if VERSION >= "5" else ""
        run(
            f"""
            create schema squid_processor;
            create table squid_processor.status (height int not null);
            create table video_view (id uuid primary key{source});
            create table gateway_config_variable (id text primary key, value boolean not null);
            create table session (id text primary key, address text, agent text, operator boolean);
            insert into squid_processor.status values ({chain() - BLOCKS});
            create table orion_version as select '{VERSION}'::text as version;
            """
        )
    found = run("select version from orion_version")[0][0]
    if found.split(".")[0] != VERSION.split(".")[0]:
        sys.exit(f"the schema is that of {found}, and this is {VERSION}")


def import_export():
    """Collides with what a mutation wrote before it, and migrates by the label of the file alone."""
    if not os.path.exists(EXPORT):
        return
    export = json.load(open(EXPORT))
    views = export["video_view"]
    if VERSION >= "5":
        if export["orionVersion"] < "5":
            views = [{**view, "source": "imported"} for view in views]
        elif any("source" not in view for view in views):
            sys.exit(f"the export is labelled {export['orionVersion']} and is of an older schema")
    names = ["id", "source"] if VERSION >= "5" else ["id"]
    connection = connect()
    with connection, connection.cursor() as cursor:
        psycopg2.extras.execute_values(
            cursor, f"insert into video_view ({', '.join(names)}) values %s", [[v[n] for n in names] for v in views]
        )
        for row in export["gateway_config_variable"]:
            cursor.execute("insert into gateway_config_variable values (%s, %s)", (row["id"], row["value"]))
    connection.close()
    os.rename(EXPORT, EXPORT + ".imported")


def process():
    time.sleep(0.5)
    while True:
        try:
            height = run("select height from squid_processor.status")[0][0]
            now = chain()
            height = now if now - height < BLOCKS / 2 else min(now, height + 5)
            run("update squid_processor.status set height = %s", height)
            if now - height < BLOCKS / 2:
                import_export()
        except psycopg2.Error as error:
            print(error, flush=True)
            if isinstance(error, psycopg2.IntegrityError):
                os._exit(1)
        except SystemExit as error:
            print(error, flush=True)
            os._exit(1)
        time.sleep(0.1)


def export():
    with_source = run("select count(*) from information_schema.columns where table_name = 'video_view' and column_name = 'source'")
    if (with_source[0][0] == 1) != (VERSION >= "5"):
        print("exporting a schema that is not this version's", flush=True)
    columns = ["id", "source"] if with_source[0][0] == 1 else ["id"]
    made = {
        "orionVersion": VERSION,
        "video_view": [dict(zip(columns, map(str, r))) for r in run(f"select {', '.join(columns)} from video_view")],
        "gateway_config_variable": [{"id": i, "value": v} for i, v in run("select * from gateway_config_variable")],
    }
    os.makedirs(os.path.dirname(EXPORT), exist_ok=True)
    text = json.dumps(made)
    if os.path.exists("truncates-exports"):
        text = text[: len(text) // 2]
    with open(EXPORT, "w") as file:
        file.write(text)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, text, kind="application/json", headers=()):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def agent(self):
        return self.client_address[0], self.headers.get("User-Agent", "")

    def do_GET(self):
        if self.path == "/metrics":
            height = run("select height from squid_processor.status")[0][0]
            text = f"sqd_processor_last_block {height}\nsqd_processor_chain_height {chain()}\n"
            self.answer(200, text, "text/plain")
        elif self.path == "/graphql?query=%7B__typename%7D":
            self.answer(200, '{"data":{"__typename":"Query"}}')
        else:
            self.answer(404, "{}")

    def do_POST(self):
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        try:
            if SERVICE == "auth-api":
                self.log_in(sent)
            else:
                self.answer(200, json.dumps(self.resolve(sent["query"])))
        except psycopg2.Error as error:
            self.answer(500, json.dumps({"error": str(error)}))

    def log_in(self, sent):
        session = uuid.uuid4().hex
        operator = sent.get("userId") == os.environ["OPERATOR_SECRET"]
        run("insert into session values (%s, %s, %s, %s)", session, *self.agent(), operator)
        cookie = f"session_id={session}; Path=/; HttpOnly; Secure; SameSite=Strict"
        told = {"success": True} | ({"sessionId": session} if VERSION >= "5" else {})
        self.answer(200, json.dumps(told), headers=[("Set-Cookie", cookie)])

    def is_operator(self):
        cookie = self.headers.get("Cookie", "").partition("session_id=")[2].split(";")[0]
        session = cookie or self.headers.get("Authorization", "").removeprefix("Bearer ")
        found = run("select operator from session where id = %s and address = %s and agent = %s", session, *self.agent())
        return bool(found and found[0][0])

    def resolve(self, query):
        if "setKillSwitch" in query:
            if not self.is_operator():
                return {"errors": [{"message": "Unauthorized"}], "data": None}
            killed = "isKilled: true" in query
            run(
                "insert into gateway_config_variable values ('KillSwitch', %s) on conflict (id) do update set value = %s",
                killed,
                killed,
            )
            return {"data": {"setKillSwitch": {"isKilled": killed}}}
        if "getKillSwitch" in query:
            row = run("select value from gateway_config_variable where id = 'KillSwitch'")
            killed = row[0][0] if row else os.environ.get("KILL_SWITCH_ON", "false") == "true"
            return {"data": {"getKillSwitch": {"isKilled": killed}}}
        if "squidStatus" in query:
            return {"data": {"squidStatus": {"height": run("select height from squid_processor.status")[0][0]}}}
        if "addVideoView" in query:
            view = query.split('"')[1]
            if VERSION >= "5":
                run("insert into video_view values (%s, 'web')", view)
            else:
                run("insert into video_view values (%s)", view)
            return {"data": {"addVideoView": {"id": view}}}
        if "channels" in query and not os.path.exists("has-no-channels"):
            return {"data": {"channels": [{"id": "1"}]}}
        return {"errors": [{"message": "Cannot query field"}]}


def serve(port):
    ThreadingHTTPServer(("", port), Handler).serve_forever()


SERVICE = sys.argv[1]
if SERVICE == "offchain-state:export":
    export()
elif SERVICE == "processor":
    if os.path.exists("cannot-start"):
        sys.exit("only here it fails")
    migrate()
    threading.Thread(target=process, daemon=True).start()
    serve(3337)
else:
    serve({"graphql-server": 4350, "auth-api": 4074}[SERVICE])
