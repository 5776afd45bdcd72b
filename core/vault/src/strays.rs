//! Wrapping keys of the device that the header does not name: when it is safe to destroy them.

use crate::Result;
use crate::aside;
use crate::copies::read_header;
use crate::device::HandleId;
use crate::store::Store;

impl Store {
    /// Destroys the device's wrapping keys that the header does not name. While a store that was set aside lies beside
    /// this one and may need some of them, only those that this store itself gave up. False if somebody was in the
    /// way; trying again later is safe.
    ///
    /// The log may be lost without the file, by a copy or by a tidy program. So nothing is destroyed before the file
    /// alone names all that it needs: the log is emptied into it, which syncs it too, and under the write lock, where
    /// nobody can add to the log, it must be empty still.
    pub(crate) fn destroy_unnamed(&mut self) -> Result<bool> {
        if self.unnamed()?.is_empty() {
            return Ok(true);
        }
        if !self.disk.checkpoint()? {
            return Ok(false);
        }
        // Under the write lock nobody can be between naming a handle and committing it; who made one and has not
        // named it yet looks for it again under this lock.
        self.disk.begin_write()?;
        let destroyed = self.destroy_under_lock();
        self.disk.roll_back();
        destroyed
    }

    fn destroy_under_lock(&mut self) -> Result<bool> {
        if self.disk.log_len()? != 0 {
            return Ok(false);
        }
        self.sync_header()?;
        // Both copies, and not from memory: this is the last look before something that cannot be undone.
        let read = read_header(&self.disk, &mut self.header_keys, &*self.device, true)?;
        if !read.bad.is_empty() {
            // The next opening writes it anew; until then the good copy may be the only one.
            return Ok(false);
        }
        let named = read.header.handles();
        for handle in self.unnamed()?.into_iter().filter(|handle| !named.contains(handle)) {
            self.device.destroy(handle)?;
        }
        self.given_up.clear();
        Ok(true)
    }

    /// The handles that may be destroyed as far as the header in memory goes.
    fn unnamed(&self) -> Result<Vec<HandleId>> {
        let named = self.header.handles();
        let mut all = self.device.handles()?;
        all.retain(|handle| !named.contains(handle));
        if !all.is_empty() && aside::exists(self.disk.path())? {
            all.retain(|handle| self.given_up.contains(handle));
        }
        Ok(all)
    }
}
