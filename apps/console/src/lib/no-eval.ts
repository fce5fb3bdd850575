import { z } from 'zod';

// The page's content security policy forbids code made from strings, which zod would otherwise try to use.
z.config({ jitless: true });
