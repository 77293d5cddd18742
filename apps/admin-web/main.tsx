import { createRoot } from 'react-dom/client';
import { openSession } from './session/session.ts';
import { App } from './shell/app.tsx';
import './shell/page.css';

const session = await openSession();
createRoot(document.getElementById('root')!).render(<App session={session} />);
