import 'casebook/define';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

function App() {
  const [component, setComponent] = useState('storage');
  const [selected, setSelected] = useState('');
  const select = (event) => {
    event.preventDefault();
    setSelected(event.detail.id);
  };
  return (
    <>
      <button type="button" onClick={() => setComponent('k3s')}>K3s</button>
      <case-book component={component} pageSize={2} oncase-select={select} />
      <h2>{`selected: ${selected}`}</h2>
    </>
  );
}

createRoot(document.getElementById('app')).render(<App />);
