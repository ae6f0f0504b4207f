import os
import urllib.error
import urllib.request

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from api.models import MaintenanceRecord, Request


def version(request):
    """Open to everybody, always."""
    return JsonResponse({"git_sha": os.environ["GIT_SHA"][:39]})


def application(request):
    return render(
        request,
        "application.html",
        {"version": os.environ["VERSION"], "records": MaintenanceRecord.active()},
    )


@csrf_exempt
def ask(request, asked):
    if MaintenanceRecord.active().exists():
        return HttpResponse(status=503)
    Request.objects.get_or_create(id=asked)
    return HttpResponse(status=201)


@csrf_exempt
def atmosphere(request, rest):
    """Atmosphere's API, as its server in front hands it on."""
    onward = urllib.request.Request(
        "http://atmosphere:8000/api/v2/" + rest,
        method=request.method,
        headers={"X-User": request.headers.get("X-User", "")},
    )
    try:
        with urllib.request.urlopen(onward, timeout=10) as answer:
            return HttpResponse(answer.read(), status=answer.status)
    except urllib.error.HTTPError as error:
        return HttpResponse(error.read(), status=error.code)
    except urllib.error.URLError:
        return HttpResponse(status=502)
