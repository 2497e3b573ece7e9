"""Backups of an office: made, kept, rehearsed, restored; also the way from one engine to the other."""

from aftersales.storage.backups.faults import BackupDamaged as BackupDamaged
from aftersales.storage.backups.faults import CopyDiffers as CopyDiffers
from aftersales.storage.backups.faults import FilesMissing as FilesMissing
from aftersales.storage.backups.faults import FolderOutOfReach as FolderOutOfReach
from aftersales.storage.backups.faults import MigratedMeanwhile as MigratedMeanwhile
from aftersales.storage.backups.faults import NoBackupYet as NoBackupYet
from aftersales.storage.backups.faults import NoRoomForBackup as NoRoomForBackup
from aftersales.storage.backups.faults import NotABackup as NotABackup
from aftersales.storage.backups.faults import NotAdministratorThere as NotAdministratorThere
from aftersales.storage.backups.faults import OfficeNotEmpty as OfficeNotEmpty
from aftersales.storage.backups.folder import Copy as Copy
from aftersales.storage.backups.folder import copies as copies
from aftersales.storage.backups.folder import last_good as last_good
from aftersales.storage.backups.folder import office_name as office_name
from aftersales.storage.backups.folder import usual_folder as usual_folder
from aftersales.storage.backups.making import EVERY as EVERY
from aftersales.storage.backups.making import Made as Made
from aftersales.storage.backups.making import backup as backup
from aftersales.storage.backups.making import before_migration as before_migration
from aftersales.storage.backups.making import is_due as is_due
from aftersales.storage.backups.rehearsing import Rehearsal as Rehearsal
from aftersales.storage.backups.rehearsing import rehearse as rehearse
from aftersales.storage.backups.restoring import Restored as Restored
from aftersales.storage.backups.restoring import restore as restore
from aftersales.storage.backups.source import looked_at as looked_at
