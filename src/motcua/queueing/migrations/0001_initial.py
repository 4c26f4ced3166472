import django.db.models.deletion
import motcua.foundation.toolkit.encryption
import motcua.foundation.toolkit.models
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('visits', '0001_initial'),
        ('ward', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('public_code', models.CharField(max_length=26)),
                ('key', models.CharField(max_length=64)),
                ('full_name', motcua.foundation.toolkit.encryption.EncryptedField(blank=True, column='appointment.full_name')),
                ('phone', motcua.foundation.toolkit.encryption.EncryptedField(blank=True, column='appointment.phone')),
                ('phone_index', models.BinaryField(max_length=16, null=True)),
                ('on_behalf_of', motcua.foundation.toolkit.encryption.EncryptedField(blank=True, column='appointment.on_behalf_of')),
                ('procedure_code', models.CharField(blank=True, max_length=40)),
                ('language', models.CharField(default='vi', max_length=5)),
                ('wants_earlier', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('booked', 'Đã hẹn'), ('cancelled', 'Đã hủy hẹn'), ('checked_in', 'Đã đến'), ('missed', 'Không đến')], default='booked', max_length=10)),
                ('booked_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
            ],
            options={
                'indexes': [models.Index(fields=['centre', 'starts_at'], name='appointments_by_hour'), models.Index(condition=models.Q(('state', 'booked')), fields=['centre', 'phone_index'], name='appointments_of_phone'), models.Index(condition=models.Q(('phone_index__isnull', False)), fields=['centre', 'starts_at'], name='appointments_with_people')],
                'constraints': [models.UniqueConstraint(fields=('centre', 'public_code'), name='one_appointment_per_public_code'), models.UniqueConstraint(fields=('centre', 'key'), name='one_appointment_per_key')],
            },
        ),
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('hall', 'Màn hình sảnh'), ('counter', 'Màn hình quầy'), ('results', 'Bảng kết quả'), ('kiosk', 'Máy lấy số'), ('greeter', 'Máy của người hướng dẫn')], max_length=10)),
                ('name', models.CharField(max_length=60)),
                ('token_hash', models.CharField(max_length=64)),
                ('paired_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('last_seen_at', models.DateTimeField(null=True)),
                ('said', models.JSONField(default=dict)),
                ('is_speaking', models.BooleanField(default=False)),
                ('sound_tried_at', models.DateTimeField(null=True)),
                ('reading_metres', models.DecimalField(decimal_places=1, default=Decimal('6'), max_digits=4)),
                ('screen_inches', models.PositiveSmallIntegerField(default=43)),
                ('left', models.JSONField(default=list)),
                ('right', models.JSONField(default=list)),
                ('has_officer_name', models.BooleanField(default=False)),
                ('printer', models.CharField(choices=[('none', 'Không in, hiện số và mã QR'), ('browser', 'Máy in cắm vào máy lấy số'), ('network', 'Máy in có địa chỉ mạng')], default='none', max_length=10)),
                ('printer_host', models.CharField(blank=True, max_length=45)),
                ('printer_port', models.PositiveIntegerField(default=9100)),
                ('printer_is_silent', models.BooleanField(default=False)),
                ('paper_mm', models.PositiveSmallIntegerField(choices=[(80, '80 mm'), (58, '58 mm')], default=80)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('counter', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.counter')),
                ('paired_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'token_hash'), name='one_device_per_token'), models.UniqueConstraint(condition=models.Q(('is_speaking', True)), fields=('centre',), name='one_speaking_display_per_hall'), models.CheckConstraint(condition=models.Q(('is_speaking', False), models.Q(('kind', 'hall'), ('revoked_at', None)), _connector='OR'), name='only_a_living_hall_display_speaks'), models.CheckConstraint(condition=models.Q(models.Q(('counter__isnull', False), ('kind', 'counter')), models.Q(models.Q(('kind', 'counter'), _negated=True), ('counter', None)), _connector='OR'), name='a_counter_display_has_its_counter'), models.CheckConstraint(condition=models.Q(('printer', 'none'), ('kind', 'kiosk'), _connector='OR'), name='only_a_ticket_machine_prints'), models.CheckConstraint(condition=models.Q(models.Q(('printer', 'network'), _negated=True), models.Q(('printer_host', ''), _negated=True), _connector='OR'), name='a_network_printer_has_an_address')],
            },
        ),
        migrations.CreateModel(
            name='EarlierOffer',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('offered_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(null=True)),
                ('appointment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='queueing.appointment')),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'appointment', 'starts_at'), name='one_offer_of_a_half_hour')],
            },
        ),
        migrations.CreateModel(
            name='HelpCall',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('asked_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(null=True)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('device', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='queueing.device')),
                ('taken_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['centre', 'asked_at'], name='help_by_time')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('taken_at', None)), fields=('centre', 'device'), name='a_machine_calls_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='NumberBlock',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('letter', models.CharField(max_length=1)),
                ('day', models.DateField()),
                ('first', models.PositiveIntegerField()),
                ('lent_at', models.DateTimeField()),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('device', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='queueing.device')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'letter', 'day', 'first'), name='a_block_is_lent_once'), models.UniqueConstraint(fields=('centre', 'device', 'letter', 'day'), name='one_block_per_machine_and_series')],
            },
        ),
        migrations.CreateModel(
            name='Pairing',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=7)),
                ('token_hash', models.CharField(max_length=64)),
                ('asked_at', models.DateTimeField()),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'code'), name='one_browser_per_pairing_code'), models.UniqueConstraint(fields=('centre', 'token_hash'), name='one_code_per_browser')],
            },
        ),
        migrations.CreateModel(
            name='Queue',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('letter', models.CharField(max_length=1)),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=80)),
                ('fields', models.JSONField(default=list)),
                ('icon', models.CharField(blank=True, max_length=30)),
                ('place', models.PositiveSmallIntegerField(default=0)),
                ('ordinary_minutes', models.PositiveSmallIntegerField(default=20)),
                ('appointment_minutes', models.PositiveSmallIntegerField(default=10)),
                ('priority_minutes', models.PositiveSmallIntegerField(default=8)),
                ('most_waiting', models.PositiveSmallIntegerField(null=True)),
                ('last_minutes', models.PositiveSmallIntegerField(default=10)),
                ('per_half_hour', models.PositiveSmallIntegerField(default=2)),
                ('is_open', models.BooleanField(default=True)),
                ('closed_note', models.CharField(blank=True, max_length=160)),
                ('is_synthetic', models.BooleanField(default=False)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
            ],
            options={
                'ordering': ['place', 'letter'],
                'constraints': [models.UniqueConstraint(fields=('centre', 'letter'), name='one_queue_per_letter'), models.CheckConstraint(condition=models.Q(('ordinary_minutes__gt', 0), ('appointment_minutes__gt', 0), ('priority_minutes__gt', 0)), name='a_class_may_wait_some_time')],
            },
        ),
        migrations.CreateModel(
            name='HalfHour',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('booked', models.PositiveSmallIntegerField(default=0)),
                ('capacity', models.PositiveSmallIntegerField()),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('queue', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='queueing.queue')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'queue', 'starts_at'), name='one_count_per_half_hour'), models.CheckConstraint(condition=models.Q(('booked__lte', models.F('capacity'))), name='no_half_hour_is_sold_twice')],
            },
        ),
        migrations.CreateModel(
            name='EstimateScore',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('method', models.CharField(choices=[('played', 'Chạy thử quy tắc gọi'), ('last_entered', 'Người vừa được gọi')], max_length=12)),
                ('n', models.PositiveIntegerField()),
                ('covered', models.PositiveIntegerField()),
                ('mae_seconds', models.PositiveIntegerField()),
                ('bias_seconds', models.IntegerField()),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('queue', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='queueing.queue')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'queue', 'day', 'method'), name='one_score_a_day_and_method')],
            },
        ),
        migrations.CreateModel(
            name='CounterQueue',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('counter', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ward.counter')),
                ('queue', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='counters', to='queueing.queue')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'counter', 'queue'), name='a_counter_serves_a_queue_once')],
            },
        ),
        migrations.AddField(
            model_name='appointment',
            name='queue',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='queueing.queue'),
        ),
        migrations.CreateModel(
            name='Sitting',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('console', models.CharField(max_length=64)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('began_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ending', models.CharField(blank=True, choices=[('left', 'Rời quầy'), ('taken_over', 'Người khác nhận quầy'), ('day_closed', 'Hết ngày')], max_length=10)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('counter', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.counter')),
                ('officer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['centre', 'began_at'], name='sittings_by_time')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('centre', 'counter'), name='one_console_per_counter'), models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('centre', 'officer'), name='one_counter_per_officer')],
            },
        ),
        migrations.CreateModel(
            name='Break',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(choices=[('rest', 'Nghỉ giữa giờ'), ('meal', 'Ăn trưa'), ('meeting', 'Họp'), ('papers', 'Xử lý hồ sơ'), ('help', 'Giúp đồng nghiệp'), ('fault', 'Máy hỏng')], max_length=10)),
                ('began_at', models.DateTimeField()),
                ('back_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('sitting', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='breaks', to='queueing.sitting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('centre', 'sitting'), name='one_open_break_per_sitting')],
            },
        ),
        migrations.CreateModel(
            name='Skill',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('centre', 'user', 'code'), name='one_skill_per_officer')],
            },
        ),
        migrations.CreateModel(
            name='Ticket',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('letter', models.CharField(max_length=1)),
                ('day', models.DateField()),
                ('number', models.PositiveIntegerField()),
                ('key', models.CharField(max_length=64)),
                ('ticket_class', models.CharField(choices=[('ordinary', 'Thường'), ('appointment', 'Đã hẹn'), ('priority', 'Ưu tiên')], max_length=12)),
                ('ground', models.CharField(blank=True, choices=[('elderly', 'Người cao tuổi'), ('disabled', 'Người khuyết tật'), ('merit', 'Người có công'), ('pregnant', 'Phụ nữ mang thai'), ('with_child', 'Có con nhỏ đi cùng'), ('child', 'Trẻ em'), ('poor', 'Hộ nghèo'), ('other', 'Lý do khác')], max_length=12)),
                ('channel', models.CharField(choices=[('kiosk', 'Máy lấy số'), ('greeter', 'Người hướng dẫn'), ('phone', 'Điện thoại'), ('appointment', 'Lịch hẹn'), ('paper', 'Số giấy')], max_length=12)),
                ('language', models.CharField(default='vi', max_length=5)),
                ('needs', models.JSONField(default=list)),
                ('procedure_code', models.CharField(blank=True, max_length=40)),
                ('papers', models.JSONField(default=list)),
                ('dossier_code', models.CharField(blank=True, max_length=40)),
                ('state', models.CharField(choices=[('waiting', 'Đang chờ'), ('called', 'Đang gọi'), ('serving', 'Đang phục vụ'), ('held', 'Tạm gác'), ('away', 'Đi lấy thêm giấy tờ'), ('missed', 'Gọi không thấy'), ('ended', 'Đã xong'), ('left', 'Đã về')], max_length=10)),
                ('issued_at', models.DateTimeField()),
                ('since', models.DateTimeField()),
                ('target_seconds', models.PositiveIntegerField()),
                ('not_before', models.DateTimeField(null=True)),
                ('keeps_until', models.DateTimeField(null=True)),
                ('called_at', models.DateTimeField(null=True)),
                ('calls', models.PositiveSmallIntegerField(default=0)),
                ('missed', models.PositiveSmallIntegerField(default=0)),
                ('started_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('steps', models.PositiveSmallIntegerField(default=0)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('counter', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.counter')),
                ('queue', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='queueing.queue')),
                ('sent_to', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.counter')),
                ('visit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='visits.visit')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['centre', 'state'], name='tickets_in_the_hall'), models.Index(condition=models.Q(('called_at__isnull', False)), fields=['centre', 'called_at'], name='tickets_by_call'), models.Index(fields=['centre', 'issued_at'], name='tickets_by_time')],
                'constraints': [models.UniqueConstraint(fields=('centre', 'letter', 'day', 'number'), name='no_number_twice_a_day'), models.UniqueConstraint(fields=('centre', 'key'), name='one_ticket_per_key'), models.UniqueConstraint(fields=('centre', 'visit'), name='one_ticket_per_visit'), models.UniqueConstraint(condition=models.Q(('state__in', ['called', 'serving'])), fields=('centre', 'counter'), name='one_ticket_at_a_counter')],
            },
        ),
        migrations.CreateModel(
            name='Printout',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('outcome', models.CharField(choices=[('sending', 'Đang in'), ('printed', 'Đã in'), ('unsure', 'Không rõ đã in chưa'), ('failed', 'Không in được')], max_length=10)),
                ('trouble', models.CharField(blank=True, max_length=20)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('device', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='queueing.device')),
                ('ticket', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='queueing.ticket')),
            ],
            options={
                'indexes': [models.Index(fields=['centre', 'device', 'at'], name='prints_of_a_machine')],
                'constraints': [models.UniqueConstraint(fields=('centre', 'ticket'), name='a_ticket_is_printed_once')],
            },
        ),
        migrations.CreateModel(
            name='Move',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('step', models.PositiveSmallIntegerField()),
                ('act', models.CharField(max_length=12)),
                ('at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('before', models.JSONField(default=dict)),
                ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('counter', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.counter')),
                ('ticket', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='queueing.ticket')),
            ],
            options={
                'indexes': [models.Index(fields=['centre', 'at'], name='moves_by_time')],
                'constraints': [models.UniqueConstraint(fields=('centre', 'ticket', 'step'), name='one_move_per_step')],
            },
        ),
        migrations.AddField(
            model_name='appointment',
            name='ticket',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='queueing.ticket'),
        ),
        migrations.CreateModel(
            name='WaitEstimate',
            fields=[
                ('id', models.UUIDField(default=motcua.foundation.toolkit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('method', models.CharField(choices=[('played', 'Chạy thử quy tắc gọi'), ('last_entered', 'Người vừa được gọi')], max_length=12)),
                ('people_ahead', models.PositiveSmallIntegerField()),
                ('low_minutes', models.PositiveSmallIntegerField()),
                ('high_minutes', models.PositiveSmallIntegerField()),
                ('middle_seconds', models.PositiveIntegerField()),
                ('is_shown', models.BooleanField()),
                ('centre', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ward.centre')),
                ('queue', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='queueing.queue')),
                ('ticket', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='queueing.ticket')),
            ],
            options={
                'indexes': [models.Index(fields=['centre', 'ticket', 'at'], name='estimates_of_ticket'), models.Index(fields=['centre', 'at'], name='estimates_by_time')],
                'constraints': [models.CheckConstraint(condition=models.Q(('low_minutes__lt', models.F('high_minutes'))), name='a_range_has_two_ends')],
            },
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'checked_in'), ('ticket__isnull', False)), models.Q(models.Q(('state', 'checked_in'), _negated=True), ('ticket', None)), _connector='OR'), name='who_came_has_a_number'),
        ),
    ]
