import os

from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from meters.models import Reading


def front(request):
    return render(request, "front.html", {"version": os.environ["VERSION"]})


def health(request):
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("healthy")


@csrf_exempt
def take(request, reading):
    """A repeated reading is one reading."""
    Reading.objects.get_or_create(id=reading, defaults={"value": 1})
    return HttpResponse(status=201)
