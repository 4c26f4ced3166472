import django.db.models.deletion
import motcua.foundation.toolkit.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Centre',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(unique=True)),
                ('host', models.CharField(blank=True, max_length=120)),
                ('name', models.CharField(max_length=200)),
                ('committee', models.CharField(max_length=200)),
                ('ward_name', models.CharField(max_length=100)),
                ('province_name', models.CharField(max_length=100)),
                ('province_code', models.CharField(max_length=2)),
                ('ward_code', models.CharField(max_length=5)),
                ('agency_identifier', models.CharField(max_length=20)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('is_synthetic', models.BooleanField(default=False)),
                ('supplement_days', models.PositiveSmallIntegerField(default=30)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Field',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=10, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('name_en', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, max_length=200)),
                ('kind', models.CharField(choices=[('authority', 'Ủy ban nhân dân'), ('reception', 'Bộ phận một cửa'), ('department', 'Phòng chuyên môn'), ('partner', 'Cơ quan phối hợp')], max_length=20)),
                ('is_verified', models.BooleanField(default=False)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('parent', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='ward.department')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'code'), name='one_department_per_code')],
            },
        ),
        migrations.CreateModel(
            name='FieldDuty',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('department', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='ward.department')),
                ('field', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='ward.field')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'field'), name='one_department_per_field')],
            },
        ),
        migrations.CreateModel(
            name='FormerWard',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('old_code', models.CharField(blank=True, max_length=5)),
                ('is_verified', models.BooleanField(default=False)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'name'), name='one_former_ward_per_name')],
            },
        ),
        migrations.CreateModel(
            name='Neighbourhood',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=100)),
                ('is_synthetic', models.BooleanField(default=False)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('former_ward', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='neighbourhoods', to='ward.formerward')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'number'), name='one_neighbourhood_per_number')],
            },
        ),
        migrations.CreateModel(
            name='OfficeSeason',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('first', models.CharField(max_length=5)),
                ('last', models.CharField(max_length=5)),
                ('week', models.JSONField()),
                ('is_verified', models.BooleanField(default=False)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'name'), name='one_season_per_name')],
            },
        ),
        migrations.CreateModel(
            name='CalendarEdition',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('published_at', models.DateTimeField()),
                ('published_by', models.CharField(max_length=80)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'number'), name='one_edition_per_number')],
            },
        ),
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('kind', models.CharField(choices=[('holiday', 'Nghỉ lễ'), ('swap_off', 'Nghỉ hoán đổi'), ('compensation', 'Nghỉ bù'), ('worked_day', 'Làm bù'), ('closure', 'Tạm đóng cửa')], max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('sessions', models.JSONField(blank=True, default=list)),
                ('replaces', models.DateField(blank=True, null=True)),
                ('is_provisional', models.BooleanField(default=False)),
                ('is_verified', models.BooleanField(default=False)),
                ('source', models.CharField(blank=True, max_length=300)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'on'), name='one_special_day_per_date')],
            },
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('name', models.CharField(blank=True, max_length=100)),
                ('is_open', models.BooleanField(default=True)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'number'), name='one_counter_per_number')],
            },
        ),
    ]
