import django.db.models.deletion
import motcua.foundation.toolkit.bytewise
import motcua.foundation.toolkit.encryption
import motcua.foundation.toolkit.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ward', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Citizen',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('full_name', models.CharField(max_length=100)),
                ('folded_name', models.CharField(max_length=100)),
                ('birth_on', models.DateField(blank=True, null=True)),
                ('sex', models.CharField(blank=True, choices=[('male', 'Nam'), ('female', 'Nữ')], max_length=10)),
                ('personal_id', motcua.foundation.toolkit.encryption.EncryptedField(blank=True, column='citizen.personal_id')),
                ('personal_id_index', models.BinaryField(max_length=16, null=True)),
                ('phone', motcua.foundation.toolkit.encryption.EncryptedField(blank=True, column='citizen.phone')),
                ('phone_index', models.BinaryField(max_length=16, null=True)),
                ('email', models.CharField(blank=True, max_length=120)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('is_synthetic', models.BooleanField(default=False)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('neighbourhood', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.neighbourhood')),
            ],
            options={
                'indexes': [models.Index(fields=['centre', 'folded_name'], name='citizens_by_name'), models.Index(fields=['centre', 'phone_index'], name='citizens_by_phone')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('personal_id_index__isnull', False)), fields=('centre', 'personal_id_index'), name='one_citizen_per_id')],
            },
        ),
        migrations.CreateModel(
            name='NameWord',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('word', motcua.foundation.toolkit.bytewise.BytewiseField(max_length=100)),
                ('name', motcua.foundation.toolkit.bytewise.BytewiseField(max_length=200)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'word', 'name'), name='one_word_of_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('folded_name', models.CharField(max_length=200)),
                ('tax_code', models.CharField(max_length=14)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('is_synthetic', models.BooleanField(default=False)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('representative', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='represents', to='people.citizen')),
            ],
            options={
                'indexes': [models.Index(fields=['centre', 'folded_name'], name='organisations_by_name')],
                'constraints': [models.UniqueConstraint(fields=('centre', 'tax_code'), name='one_organisation_per_tax_code')],
            },
        ),
        migrations.CreateModel(
            name='PriorityMark',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('category', models.CharField(choices=[('MERIT', 'Người có công'), ('ELDERLY', 'Người cao tuổi'), ('DISABLED', 'Người khuyết tật'), ('PREGNANT', 'Phụ nữ mang thai'), ('WITH_CHILD', 'Có con nhỏ'), ('CHILD', 'Trẻ em'), ('POOR', 'Hộ nghèo'), ('ETHNIC_MINORITY', 'Dân tộc thiểu số'), ('OTHER', 'Khác')], max_length=20)),
                ('evidence', models.CharField(blank=True, max_length=200)),
                ('from_on', models.DateField()),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('citizen', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='people.citizen')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'citizen', 'category'), name='one_mark_per_category')],
            },
        ),
    ]
