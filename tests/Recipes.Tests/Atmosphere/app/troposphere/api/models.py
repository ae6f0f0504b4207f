from django.db import models

from records.base import Record


class MaintenanceRecord(Record):
    pass


class Request(models.Model):
    id = models.UUIDField(primary_key=True)
