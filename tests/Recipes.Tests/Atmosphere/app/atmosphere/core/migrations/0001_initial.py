from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="MaintenanceRecord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=256)),
                ("message", models.TextField()),
                ("start_date", models.DateTimeField()),
                ("end_date", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Instance",
            fields=[("id", models.UUIDField(primary_key=True, serialize=False))],
        ),
    ]
