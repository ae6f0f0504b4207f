"""The server in front: shows the maintenance page while it is there, and hands everything else on to Troposphere."""
import http.client
import http.server
import os

PAGE = "/srv/www/maintenance.html"


class Handler(http.server.BaseHTTPRequestHandler):
    def handle_one(self):
        if os.path.exists(PAGE):
            with open(PAGE, "rb") as page:
                return self.answer(503, page.read())
        connection = http.client.HTTPConnection("troposphere", 80, timeout=10)
        try:
            connection.request(self.command, self.path, headers={"X-User": self.headers.get("X-User", "")})
            answer = connection.getresponse()
            self.answer(answer.status, answer.read())
        except OSError:
            self.answer(502, b"nobody answers")
        finally:
            connection.close()

    do_GET = do_POST = handle_one

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


http.server.ThreadingHTTPServer(("", 8080), Handler).serve_forever()
