import django.db.models.deletion
import motcua.foundation.toolkit.encryption
import motcua.foundation.toolkit.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ward', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('username', models.CharField(max_length=60)),
                ('full_name', models.CharField(max_length=100)),
                ('title', models.CharField(blank=True, max_length=100)),
                ('kind', models.CharField(choices=[('staff', 'Cán bộ của phường'), ('partner', 'Cơ quan phối hợp'), ('community', 'Cộng đồng')], default='staff', max_length=20)),
                ('is_active', models.BooleanField(default=True)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='ward.department')),
            ],
            options={
                'indexes': [models.Index(fields=['username'], name='people_by_username')],
                'constraints': [models.UniqueConstraint(fields=('centre', 'username'), name='one_person_per_username')],
            },
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('kind', models.CharField(choices=[('leave', 'Nghỉ phép'), ('sick', 'Nghỉ ốm'), ('mission', 'Đi công tác'), ('training', 'Đi học, tập huấn'), ('other', 'Việc khác')], max_length=10)),
                ('reason', motcua.foundation.toolkit.encryption.EncryptedField(blank=True, column='absence.reason')),
                ('made_at', models.DateTimeField()),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('made_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('substitute', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='absences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('cancelled_at', None)), fields=['centre', 'user', 'ends_on'], name='absences_of_person'), models.Index(condition=models.Q(('cancelled_at', None)), fields=['centre', 'substitute', 'ends_on'], name='absences_of_substitute'), models.Index(condition=models.Q(('cancelled_at', None)), fields=['centre', 'ends_on'], name='absences_by_last_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='an_absence_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('substitute', None), models.Q(('substitute', models.F('user')), _negated=True), _connector='OR'), name='nobody_stands_in_for_themselves')],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=80)),
                ('digest', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tokens', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['digest'], name='tokens_by_digest')],
                'constraints': [models.UniqueConstraint(fields=('centre', 'digest'), name='one_token_per_digest')],
            },
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('form', models.CharField(choices=[('KT', 'Ký thay (KT.)'), ('TL', 'Ký thừa lệnh (TL.)'), ('TUQ', 'Ký thừa ủy quyền (TUQ.)')], max_length=4)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('document_number', models.CharField(max_length=60)),
                ('document_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('deputy', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('leader', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('revoked_at', None)), fields=['centre', 'deputy', 'ends_on'], name='delegations_of_deputy'), models.Index(condition=models.Q(('revoked_at', None)), fields=['centre', 'leader', 'ends_on'], name='delegations_of_leader')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='a_delegation_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('deputy', models.F('leader')), _negated=True), name='nobody_delegates_to_themselves')],
            },
        ),
        migrations.CreateModel(
            name='DelegatedField',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('field', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.field')),
                ('delegation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='fields', to='accounts.delegation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'delegation', 'field'), name='a_field_is_delegated_once')],
            },
        ),
        migrations.CreateModel(
            name='Departure',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(max_length=300)),
                ('left_at', models.DateTimeField()),
                ('roles_ended', models.JSONField(default=list)),
                ('tokens_revoked', models.PositiveSmallIntegerField(default=0)),
                ('handed_over', models.JSONField(default=list)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('made_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='departures', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['centre', 'user', 'left_at'], name='departures_of_person')],
            },
        ),
        migrations.CreateModel(
            name='PendingAct',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('role_grant', 'Giao vai trò'), ('export', 'Xuất dữ liệu'), ('deletion', 'Xóa dữ liệu')], max_length=20)),
                ('subject_id', models.UUIDField(null=True)),
                ('detail', models.JSONField(default=dict)),
                ('reason', models.CharField(max_length=300)),
                ('asked_at', models.DateTimeField()),
                ('decision', models.CharField(blank=True, choices=[('confirmed', 'Đồng ý'), ('declined', 'Không đồng ý')], max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('used_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('decided_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['centre', 'decision', 'asked_at'], name='acts_that_wait')],
                'constraints': [models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='nobody_confirms_their_own_wish')],
            },
        ),
        migrations.CreateModel(
            name='RoleAssignment',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(max_length=40)),
                ('step_key', models.CharField(blank=True, max_length=20)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('department', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.department')),
                ('field', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.field')),
                ('neighbourhood', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.neighbourhood')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('field', None), ('neighbourhood', None), ('step_key', '')), fields=('centre', 'user', 'role', 'starts_on'), name='a_role_starts_once_a_day'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='a_role_ends_after_it_starts')],
            },
        ),
    ]
