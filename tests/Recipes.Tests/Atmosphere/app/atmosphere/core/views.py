import os

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from core.models import Instance, MaintenanceRecord


def closed(request):
    """Whoever is exempt gets in, to test while everybody else waits."""
    exempt = request.headers.get("X-User") in settings.MAINTENANCE_EXEMPT_USERNAMES
    return not exempt and MaintenanceRecord.active().exists()


def version(request):
    if closed(request):
        return JsonResponse({"errors": [{"code": 503, "message": "Maintenance"}]}, status=503)
    return JsonResponse({"version": os.environ["VERSION"]})


@csrf_exempt
def launch(request, instance):
    if closed(request):
        return HttpResponse(status=503)
    Instance.objects.get_or_create(id=instance)
    return HttpResponse(status=201)
