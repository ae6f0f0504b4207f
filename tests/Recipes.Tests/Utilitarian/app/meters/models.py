from django.db import models


class Reading(models.Model):
    id = models.UUIDField(primary_key=True)
    value = models.IntegerField()
