import django.db.models.deletion
import motcua.foundation.toolkit.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('centre_id', models.UUIDField(editable=False)),
                ('kind', models.CharField(max_length=80)),
                ('values', models.JSONField()),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['centre_id', 'recorded_at'], name='outbox_by_time')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('centre_id', models.UUIDField(editable=False)),
                ('handler', models.CharField(max_length=80)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_try_at', models.DateTimeField()),
                ('leased_until', models.DateTimeField(null=True)),
                ('delivered_at', models.DateTimeField(null=True)),
                ('dead_at', models.DateTimeField(null=True)),
                ('last_error', models.CharField(blank=True, max_length=500)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='outbox.message')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('dead_at', None), ('delivered_at', None)), fields=['next_try_at'], name='outbox_due')],
                'constraints': [models.UniqueConstraint(fields=('centre_id', 'message', 'handler'), name='one_delivery_per_handler')],
            },
        ),
    ]
