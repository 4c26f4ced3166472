import motcua.foundation.toolkit.encryption
import motcua.foundation.toolkit.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('centre_id', models.UUIDField(editable=False)),
                ('content_index', models.BinaryField(max_length=16)),
                ('sha256', motcua.foundation.toolkit.encryption.EncryptedField(column='file.sha256')),
                ('size', models.PositiveBigIntegerField()),
                ('media_type', models.CharField(max_length=40)),
                ('pages', models.PositiveIntegerField()),
                ('pixels', models.PositiveIntegerField(default=0)),
                ('storage_key', models.CharField(blank=True, max_length=120)),
                ('thumbnail_key', models.CharField(blank=True, max_length=120)),
                ('key', motcua.foundation.toolkit.encryption.EncryptedField(column='file.key')),
                ('status', models.CharField(choices=[('clean', 'Đã quét, dùng được'), ('quarantined', 'Chờ quét vi-rút'), ('refused', 'Có vi-rút, không dùng được')], max_length=12)),
                ('scanned_by', models.CharField(blank=True, max_length=40)),
                ('finding', models.CharField(blank=True, max_length=200)),
                ('made_at', models.DateTimeField()),
                ('scanned_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['centre_id', 'status', 'made_at'], name='files_by_status'), models.Index(fields=['centre_id', 'storage_key'], name='files_by_place'), models.Index(fields=['centre_id', 'thumbnail_key'], name='files_by_thumb')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'refused'), _negated=True), fields=('centre_id', 'content_index'), name='one_file_per_content')],
            },
        ),
    ]
