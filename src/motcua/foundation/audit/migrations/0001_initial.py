import motcua.foundation.toolkit.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('centre_id', models.UUIDField(editable=False)),
                ('at', models.DateTimeField()),
                ('actor_id', models.UUIDField(null=True)),
                ('actor', models.CharField(max_length=80)),
                ('verb', models.CharField(max_length=60)),
                ('subject_kind', models.CharField(max_length=40)),
                ('subject_id', models.UUIDField()),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('detail', models.JSONField(default=dict)),
                ('content_hash', models.CharField(max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['centre_id', 'subject_kind', 'subject_id', 'at'], name='audit_by_subject'), models.Index(fields=['centre_id', 'id'], name='audit_as_made')],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('centre_id', models.UUIDField(editable=False)),
                ('number', models.PositiveIntegerField()),
                ('previous_hash', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
                ('count', models.PositiveIntegerField()),
                ('sealed_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre_id', 'number'), name='one_seal_per_number')],
            },
        ),
        migrations.CreateModel(
            name='SealedLine',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('centre_id', models.UUIDField(editable=False)),
                ('seal_number', models.PositiveIntegerField()),
                ('position', models.PositiveIntegerField()),
                ('line_id', models.UUIDField()),
                ('content_hash', models.CharField(max_length=64)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre_id', 'seal_number', 'position'), name='one_line_per_place'), models.UniqueConstraint(fields=('centre_id', 'line_id'), name='a_line_is_sealed_once')],
            },
        ),
    ]
