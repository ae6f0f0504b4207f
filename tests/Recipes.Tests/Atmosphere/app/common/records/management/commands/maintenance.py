from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone


class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("command", choices=["start", "stop", "show"])
        parser.add_argument("--title", default="Maintenance")
        parser.add_argument("--message", default="Down for maintenance")
        parser.add_argument("--start-date", default=None)
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, command, **options):
        records = apps.get_model(settings.RECORDS)
        if command == "start":
            record = records(
                title=options["title"],
                message=options["message"],
                start_date=options["start_date"] or timezone.now(),
            )
            if not options["dry_run"]:
                record.save()
            self.stdout.write(f"Record created: {record}")
        elif command == "stop":
            # All of them, whoever began them.
            for record in records.active():
                record.end_date = timezone.now()
                record.save()
                self.stdout.write(f"Record ended: {record}")
        else:
            for record in records.active():
                self.stdout.write(str(record))
