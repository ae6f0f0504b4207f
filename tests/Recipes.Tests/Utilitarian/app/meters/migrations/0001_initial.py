from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("value", models.IntegerField()),
            ],
        ),
    ]
