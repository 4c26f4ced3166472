import motcua.foundation.toolkit.encryption
import motcua.foundation.toolkit.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='FailedTries',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('what', models.CharField(max_length=100)),
                ('window', models.BigIntegerField()),
                ('count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('what', 'window'), name='one_count_a_window')],
            },
        ),
        migrations.CreateModel(
            name='IdempotencyKey',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('centre_id', models.UUIDField(editable=False)),
                ('caller', models.CharField(max_length=80)),
                ('key', models.CharField(max_length=80)),
                ('fingerprint', models.CharField(max_length=64)),
                ('result_id', models.UUIDField()),
                ('answer', motcua.foundation.toolkit.encryption.EncryptedField(blank=True, column='idempotency.answer')),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['centre_id', 'made_at'], name='keys_by_age')],
                'constraints': [models.UniqueConstraint(fields=('centre_id', 'caller', 'key'), name='one_result_per_key')],
            },
        ),
    ]
