import django.db.models.deletion
import motcua.foundation.toolkit.models
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ward', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LocalProcedure',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('is_offered', models.BooleanField(default=True)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('department', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.department')),
            ],
        ),
        migrations.CreateModel(
            name='LocalProcess',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('decision_number', models.CharField(blank=True, max_length=60)),
                ('decided_on', models.DateField(null=True)),
                ('signer', models.CharField(blank=True, max_length=100)),
                ('is_synthetic', models.BooleanField(default=False)),
                ('published_at', models.DateTimeField()),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('local_procedure', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='processes', to='catalogue.localprocedure')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'local_procedure', 'number'), name='one_process_per_number')],
            },
        ),
        migrations.CreateModel(
            name='LocalStep',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('key', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, max_length=200)),
                ('role', models.CharField(max_length=40)),
                ('hours', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=6)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('department', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.department')),
                ('process', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='catalogue.localprocess')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('centre', 'process', 'position'), name='one_step_per_place')],
            },
        ),
        migrations.CreateModel(
            name='Procedure',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=500)),
                ('official_name', models.CharField(blank=True, max_length=1000)),
                ('name_en', models.CharField(blank=True, max_length=500)),
                ('folded_name', models.CharField(max_length=1500)),
                ('status', models.CharField(choices=[('active', 'Đang áp dụng'), ('repealed', 'Đã bãi bỏ')], max_length=10)),
                ('field', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='procedures', to='ward.field')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='localprocedure',
            name='procedure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='local', to='catalogue.procedure'),
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('version_number', models.PositiveIntegerField()),
                ('value', models.CharField(max_length=40)),
                ('confirmed_at', models.DateTimeField()),
                ('confirmed_by', models.CharField(max_length=80)),
                ('source', models.CharField(max_length=300)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='catalogue.procedure')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'procedure', 'version_number', 'value'), name='a_value_is_confirmed_once')],
            },
        ),
        migrations.CreateModel(
            name='ApplicationForm',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('content', models.JSONField()),
                ('is_verified', models.BooleanField(default=False)),
                ('procedure', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='form', to='catalogue.procedure')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='ProcedureVersion',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('draft', 'Bản nháp'), ('published', 'Đã công bố')], max_length=10)),
                ('effective_on', models.DateField()),
                ('published_at', models.DateTimeField(null=True)),
                ('limit_quantity', models.PositiveIntegerField(null=True)),
                ('limit_unit', models.CharField(max_length=20)),
                ('limit_note', models.CharField(blank=True, max_length=300)),
                ('resume_policy', models.CharField(max_length=10)),
                ('retention_years', models.PositiveSmallIntegerField()),
                ('channels', models.JSONField(default=dict)),
                ('result', models.CharField(max_length=500)),
                ('legal_basis', models.JSONField(default=list)),
                ('department_code', models.CharField(max_length=20)),
                ('handler_role', models.CharField(max_length=40)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('marks', models.JSONField(default=dict)),
                ('source', models.CharField(blank=True, max_length=500)),
                ('raw', models.JSONField(default=dict)),
                ('digest', models.CharField(max_length=64)),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='catalogue.procedure')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('procedure', 'number'), name='one_version_per_number')],
            },
        ),
        migrations.CreateModel(
            name='NationalFee',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('unit', models.CharField(max_length=60)),
                ('amount_vnd', models.PositiveIntegerField(null=True)),
                ('channel', models.CharField(blank=True, max_length=10)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('set_by', models.CharField(blank=True, max_length=100)),
                ('assumed_vnd', models.PositiveIntegerField(null=True)),
                ('is_on_request', models.BooleanField(default=False)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fees', to='catalogue.procedureversion')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('version', 'position'), name='one_fee_per_place')],
            },
        ),
        migrations.CreateModel(
            name='Component',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('key', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=500)),
                ('name_en', models.CharField(blank=True, max_length=500)),
                ('originals', models.PositiveSmallIntegerField(default=0)),
                ('copies', models.PositiveSmallIntegerField(default=0)),
                ('mode', models.CharField(choices=[('submit', 'Nộp'), ('present', 'Xuất trình')], max_length=10)),
                ('is_required', models.BooleanField()),
                ('form', models.CharField(blank=True, max_length=200)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='components', to='catalogue.procedureversion')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('version', 'position'), name='one_component_per_place')],
            },
        ),
        migrations.CreateModel(
            name='LocalFee',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('unit', models.CharField(max_length=60)),
                ('amount_vnd', models.PositiveIntegerField(null=True)),
                ('channel', models.CharField(blank=True, max_length=10)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(null=True)),
                ('legal_source', models.CharField(max_length=200)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('local_procedure', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='fees', to='catalogue.localprocedure')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'local_procedure', 'name', 'channel', 'from_on'), name='one_local_fee_a_day')],
            },
        ),
        migrations.CreateModel(
            name='FeeExemption',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('category', models.CharField(blank=True, max_length=20)),
                ('channel', models.CharField(blank=True, max_length=10)),
                ('percent', models.PositiveSmallIntegerField(default=100)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(null=True)),
                ('legal_source', models.CharField(max_length=200)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('local_procedure', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exemptions', to='catalogue.localprocedure')),
            ],
            options={
                'indexes': [models.Index(fields=['centre', 'local_procedure'], name='exemptions_of')],
            },
        ),
        migrations.CreateModel(
            name='CoordinationClause',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('hours', models.DecimalField(decimal_places=2, max_digits=6)),
                ('is_lead', models.BooleanField(default=False)),
                ('medium', models.CharField(choices=[('paper', 'Bản giấy, lần lượt'), ('electronic', 'Điện tử, song song')], max_length=12)),
                ('source', models.CharField(max_length=300)),
                ('is_verified', models.BooleanField(default=False)),
                ('ended_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.department')),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('local_procedure', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='clauses', to='catalogue.localprocedure')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('hours__gt', 0)), name='a_clause_gives_time'), models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('centre', 'local_procedure', 'agency'), name='one_clause_in_force'), models.UniqueConstraint(condition=models.Q(('ended_at', None), ('local_procedure', None)), fields=('centre', 'agency'), name='one_general_clause_in_force')],
            },
        ),
        migrations.AddConstraint(
            model_name='localprocedure',
            constraint=models.UniqueConstraint(fields=('centre', 'procedure'), name='one_local_procedure'),
        ),
    ]
