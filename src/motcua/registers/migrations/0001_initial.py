import django.db.models.deletion
import motcua.foundation.toolkit.encryption
import motcua.foundation.toolkit.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('dossiers', '0001_initial'),
        ('people', '0001_initial'),
        ('visits', '0001_initial'),
        ('ward', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='BookClosing',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('book', models.CharField(max_length=20)),
                ('year', models.PositiveSmallIntegerField()),
                ('entries', models.PositiveIntegerField()),
                ('voided', models.PositiveIntegerField()),
                ('hash', models.CharField(max_length=64)),
                ('closed_at', models.DateTimeField()),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('closed_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'book', 'year'), name='a_book_year_closes_once')],
            },
        ),
        migrations.CreateModel(
            name='BookEntry',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('book', models.CharField(max_length=20)),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('template', models.CharField(max_length=40)),
                ('content', motcua.foundation.toolkit.encryption.EncryptedField(column='book_entry.content')),
                ('digest', models.CharField(max_length=64)),
                ('status', models.CharField(choices=[('to_sign', 'Chờ ký'), ('signed', 'Đã ký'), ('voided', 'Đã hủy')], max_length=10)),
                ('issued_at', models.DateTimeField()),
                ('signed_at', models.DateTimeField(null=True)),
                ('voided_at', models.DateTimeField(null=True)),
                ('void_reason', models.CharField(blank=True, max_length=300)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('citizen', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.citizen')),
                ('dossier', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.dossier')),
                ('issued_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('visit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='visits.visit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'book', 'year', 'number'), name='one_entry_per_book_number')],
            },
        ),
        migrations.CreateModel(
            name='Refusal',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('template', models.CharField(max_length=40)),
                ('content', motcua.foundation.toolkit.encryption.EncryptedField(column='refusal.content')),
                ('refused_at', models.DateTimeField()),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('refused_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('visit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='visits.visit')),
            ],
            options={
                'indexes': [models.Index(fields=['centre', 'refused_at'], name='refusals_by_time')],
            },
        ),
    ]
