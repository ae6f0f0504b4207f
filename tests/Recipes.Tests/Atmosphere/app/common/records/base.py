from django.db import models
from django.db.models import Q
from django.utils import timezone


class Record(models.Model):
    """Users are kept out while one is active; there may be several."""

    title = models.CharField(max_length=256)
    message = models.TextField()
    start_date = models.DateTimeField()
    end_date = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.title} ({self.start_date} to {self.end_date})"

    @classmethod
    def active(cls):
        now = timezone.now()
        return cls.objects.filter(Q(end_date=None) | Q(end_date__gt=now), start_date__lte=now)
