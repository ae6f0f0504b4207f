"""A broker as far as a release sees it: messages are in its memory, and gone with its container."""
import http.server

messages = 0


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        global messages
        messages += 1
        self.answer("ok")

    def do_GET(self):
        self.answer(str(messages))

    def answer(self, text):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *arguments):
        pass


http.server.ThreadingHTTPServer(("", 15672), Handler).serve_forever()
