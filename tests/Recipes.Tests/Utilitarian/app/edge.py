"""The edge: goes on taking what meters send, and puts it into the broker."""
import time
import urllib.request

while True:
    urllib.request.urlopen(urllib.request.Request("http://rabbitmq:15672/", method="POST"), timeout=5)
    time.sleep(0.2)
